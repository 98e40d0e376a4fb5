import { type Case, hostileCases, type TokenSet } from './hostile.ts';
import { nextSite, nextVendor, type SigningVectorKey, sealing, signed, site, tokenOf, vendor } from './keys.ts';
import { licenseCases } from './licenses.ts';
import * as payloads from './payloads.ts';

export type TokenVectors = { readonly typ: string; readonly cases: readonly Case[] };

/** File name to content, for every kind of token but the bundle. */
export function tokenVectors(): Readonly<Record<string, TokenVectors>> {
  return {
    'vendor-card': vectorsOf(CARD, cardCases()),
    'activation-request': vectorsOf(REQUEST, requestCases()),
    license: vectorsOf(LICENSE, licenseCases()),
    delegation: vectorsOf(DELEGATION, delegationCases()),
    lease: vectorsOf(LEASE, leaseCases()),
    'denial-proof': vectorsOf(DENIAL, denialCases()),
    'site-statement': vectorsOf(STATEMENT, statementCases()),
    acknowledgement: vectorsOf(ACKNOWLEDGEMENT, acknowledgementCases()),
  };
}

const { activationRequest, card, delegation, denial, lease, statement, acknowledgementOfNothing } = payloads;

const CARD = tokenSet('vendor-card+jwt', card, 'file_unknown', 'name', vendor);
const REQUEST = tokenSet('activation-request+jwt', activationRequest, 'file_unknown', 'app', site);
const LICENSE = tokenSet('license+jwt', payloads.license, 'license_malformed', 'items', vendor);
const DELEGATION = tokenSet('delegation+jwt', delegation, 'file_unknown', 'grants', vendor);
const LEASE = tokenSet('lease+jwt', lease, 'lease_invalid', 'items', site);
const DENIAL = tokenSet('denial+jwt', denial, 'unreachable', 'code', site);
const STATEMENT = tokenSet('site+jwt', statement, 'unreachable', 'servers', site);
const ACKNOWLEDGEMENT = tokenSet('ack+jwt', payloads.acknowledgement, 'file_unknown', 'epoch', vendor);

function cardCases(): readonly Case[] {
  const later = { ...card, iat: payloads.AT + 1, jwks: { keys: [nextVendor.jwk, sealing.jwk, vendor.jwk] } };
  const withKeys = (...keys: readonly object[]) => ({ ...card, jwks: { keys } });
  const foreign = { kty: 'AKP', use: 'sig', alg: 'ML-DSA-44', pub: 'AA' };
  const useless = { ...vendor.jwk, use: undefined };
  const offCurve = { ...sealing.jwk, y: sealing.jwk.x };
  const laterText = signed(CARD.typ, later, vendor);
  const newKeyOnly = signed(CARD.typ, later, nextVendor);
  return [
    good(CARD, 'first card, by its own first key', card, []),
    good(CARD, 'later card, by the key trusted so far', later, ['vendor']),
    good(CARD, 'keys of other types are left out', withKeys(vendor.jwk, sealing.jwk, foreign), []),
    { title: 'first card by a key that is not its first', text: laterText, keys: [], outcome: 'signature_invalid' },
    { title: 'later card by a new key only', text: newKeyOnly, keys: ['vendor'], outcome: 'signature_invalid' },
    bad(CARD, 'without a sealing key', withKeys(vendor.jwk), 'jwks.keys', []),
    bad(CARD, 'a key without use', withKeys(useless, sealing.jwk), 'jwks.keys[0]', []),
    bad(CARD, 'a private key', withKeys(vendor.privateJwk, sealing.jwk), 'jwks.keys[0]', []),
    bad(CARD, 'a sealing key off the curve', withKeys(vendor.jwk, offCurve), 'jwks.keys[1]', []),
  ];
}

function requestCases(): readonly Case[] {
  const afterChange = signed(REQUEST.typ, payloads.activationRequestAfterKeyChange, nextSite);
  const upperSite = { ...activationRequest, iss: payloads.SITE.toUpperCase() };
  const machines = [{ kind: 'linux-machine-id', hash: '0123456789ABCDEF0123456789abcdef' }];
  return [
    good(REQUEST, 'by the key in it', activationRequest, []),
    { title: 'after a change of keys', text: afterChange, keys: [], outcome: 'accepted' },
    bad(REQUEST, 'site UUID in upper case', upperSite, 'iss', []),
    bad(REQUEST, 'machine hash in upper case', { ...activationRequest, machines }, 'machines[0].hash', []),
  ];
}

function delegationCases(): readonly Case[] {
  return [
    good(DELEGATION, 'by the only key', delegation, ['vendor']),
    good(DELEGATION, 'by one of several keys', delegation, ['nextVendor', 'vendor']),
    good(DELEGATION, 'unknown claims are ignored', { ...delegation, later: { a: 1 } }, ['vendor']),
    bad(DELEGATION, 'site key of small order', { ...delegation, cnf: { jwk: smallOrderKey() } }, 'cnf.jwk'),
    bad(DELEGATION, 'site key with its private part', { ...delegation, cnf: { jwk: site.privateJwk } }, 'cnf.jwk'),
  ];
}

function leaseCases(): readonly Case[] {
  const withoutKid = tokenOf({ alg: 'EdDSA', typ: LEASE.typ }, lease, site);
  return [
    good(LEASE, 'every field', lease, ['site']),
    good(LEASE, 'offline', payloads.offlineLease, ['site']),
    { title: 'without kid', text: withoutKid, keys: ['nextSite', 'site'], outcome: 'accepted' },
    bad(LEASE, 'ends when it begins', { ...lease, exp: payloads.AT }, 'exp'),
    bad(LEASE, 'no items', { ...lease, items: [] }, 'items'),
    bad(LEASE, 'seq without hash', { ...lease, seq: '123456' }, 'seq'),
  ];
}

function denialCases(): readonly Case[] {
  return [
    good(DENIAL, 'of the quota', denial, ['site']),
    bad(DENIAL, 'a code that is no denial', { ...denial, code: 'overloaded' }, 'code'),
    bad(DENIAL, 'a code of no registry', { ...denial, code: 'toString' }, 'code'),
  ];
}

function statementCases(): readonly Case[] {
  const tls = [`${site.thumbprint.slice(0, -1)}B`];
  const plain = { ...statement, servers: ['http://127.0.0.1:4870'], tls: [] };
  return [
    good(STATEMENT, 'two servers and two pins', statement, ['site']),
    good(STATEMENT, 'plain http on loopback', plain, ['site']),
    bad(STATEMENT, 'a pin with trailing bits', { ...statement, tls }, 'tls[0]'),
  ];
}

function acknowledgementCases(): readonly Case[] {
  return [
    good(ACKNOWLEDGEMENT, 'every field', payloads.acknowledgement, ['vendor']),
    good(ACKNOWLEDGEMENT, 'of no bundle', acknowledgementOfNothing, ['vendor']),
    good(ACKNOWLEDGEMENT, 'with a fork', payloads.forkAcknowledgement, ['vendor']),
    bad(ACKNOWLEDGEMENT, 'of a bundle without its digest', { ...acknowledgementOfNothing, seq: 1 }, 'digest'),
    bad(ACKNOWLEDGEMENT, 'a negative number', { ...payloads.acknowledgement, seq: -1 }, 'seq'),
  ];
}

function tokenSet(typ: string, payload: object, malformed: string, required: string, by: SigningVectorKey): TokenSet {
  const signer = by === vendor ? 'vendor' : 'site';
  return { typ, payload, by, signer, malformed, untrusted: 'signature_invalid', required };
}

function vectorsOf(set: TokenSet, cases: readonly Case[]): TokenVectors {
  return { typ: set.typ, cases: [...cases, ...hostileCases(set)] };
}

function good(set: TokenSet, title: string, payload: object, keys: readonly string[]): Case {
  return { title, text: signed(set.typ, payload, set.by), keys, outcome: 'accepted' };
}

function bad(
  set: TokenSet,
  title: string,
  payload: object,
  field: string,
  keys: readonly string[] = [set.signer],
): Case {
  return { title, text: signed(set.typ, payload, set.by), keys, outcome: set.malformed, field };
}

/** The point of order 8 with this ordinate: anyone can sign for it. */
function smallOrderKey(): object {
  const point = Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex');
  return { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url'), use: 'sig' };
}
