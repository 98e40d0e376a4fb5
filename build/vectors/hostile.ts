import { base64url, nextVendor, type SigningVectorKey, signed, stranger, tokenOf } from './keys.ts';

/** One case of a vector file: a text, the keys that are trusted, and what the verifier makes of it. */
export type Case = {
  readonly title: string;
  readonly text: string;
  /** Names in `keys.json`. */
  readonly keys: readonly string[];
  /** `accepted`, or the code of the refusal. */
  readonly outcome: string;
  readonly field?: string;
};

export type TokenSet = {
  readonly typ: string;
  readonly payload: object;
  readonly by: SigningVectorKey;
  /** Name of the key that made it. */
  readonly signer: string;
  /** What is thrown for what is no such token at all. */
  readonly malformed: string;
  /** What is thrown for a good token of another key. */
  readonly untrusted: string;
  /** A required field, to leave out. */
  readonly required: string;
};

/** The hostile variations that every signed token has to refuse. */
export function hostileCases(set: TokenSet): readonly Case[] {
  const good = signed(set.typ, set.payload, set.by);
  const cases: readonly Case[] = [...spellings(set, good), ...headers(set), ...contents(set, good)];
  return cases;
}

function refused(set: TokenSet, title: string, text: string, outcome: string, field?: string): Case {
  return { title, text, keys: [set.signer], outcome, ...(field !== undefined && { field }) };
}

function spellings(set: TokenSet, good: string): readonly Case[] {
  const [head = '', body = '', mark = ''] = good.split('.');
  const malformed = (title: string, text: string) => refused(set, title, text, set.malformed);
  return [
    malformed('empty', ''),
    malformed('one part', head),
    malformed('two parts', `${head}.${body}`),
    malformed('four parts', `${good}.${mark}`),
    malformed('cut in half', good.slice(0, good.length / 2)),
    malformed('cut by one character', good.slice(0, -1)),
    malformed('padding at the signature', `${good}==`),
    malformed(
      'plain base64 instead of base64url',
      `${head}.${body}.${mark.replaceAll('-', '+').replaceAll('_', '/')}+/`,
    ),
    malformed('trailing bits of the signature set', `${head}.${body}.${withTrailingBit(mark)}`),
    malformed('empty payload', `${head}..${mark}`),
    malformed('payload that is a JSON array', tokenOf({ alg: 'EdDSA', typ: set.typ, kid: set.by.kid }, '[1]', set.by)),
    malformed('payload that is no JSON', tokenOf({ alg: 'EdDSA', typ: set.typ, kid: set.by.kid }, '{"iss":', set.by)),
    malformed('header that is no JSON', `${base64url('{"alg":')}.${body}.${mark}`),
  ];
}

function headers(set: TokenSet): readonly Case[] {
  const { typ, by, payload } = set;
  const header = { alg: 'EdDSA', typ, kid: by.kid };
  const strict = set.malformed === 'lease_invalid' ? 'lease_invalid' : 'signature_invalid';
  const with_ = (more: object) => tokenOf({ ...header, ...more }, payload, by);
  const none = `${base64url(JSON.stringify({ alg: 'none', typ }))}.${base64url(JSON.stringify(payload))}.`;
  return [
    refused(set, 'another typ', with_({ typ: 'JWT' }), set.malformed, 'typ'),
    refused(set, 'no typ', tokenOf({ alg: 'EdDSA', kid: by.kid }, payload, by), set.malformed, 'typ'),
    refused(set, 'typ with the media type prefix', with_({ typ: `application/${typ}` }), set.malformed, 'typ'),
    refused(set, 'alg none', none, strict, 'alg'),
    refused(set, 'alg none over a good signature', with_({ alg: 'none' }), strict, 'alg'),
    refused(set, 'alg HS256', with_({ alg: 'HS256' }), strict, 'alg'),
    refused(set, 'alg Ed25519', with_({ alg: 'Ed25519' }), strict, 'alg'),
    refused(set, 'crit', with_({ crit: ['b64'], b64: false }), strict, 'crit'),
    refused(
      set,
      'embedded jwk',
      tokenOf({ ...header, kid: stranger.kid, jwk: stranger.jwk }, payload, stranger),
      strict,
      'jwk',
    ),
    refused(set, 'jku', with_({ jku: 'https://keys.example/' }), strict, 'jku'),
    refused(set, 'x5c', with_({ x5c: ['MIIB'] }), strict, 'x5c'),
    refused(set, 'kid that is no text', with_({ kid: 7 }), set.malformed, 'kid'),
    refused(set, 'kid of another key', with_({ kid: nextVendor.kid }), set.untrusted),
  ];
}

function contents(set: TokenSet, good: string): readonly Case[] {
  const { typ, by, payload } = set;
  const [head = '', body = '', mark = ''] = good.split('.');
  const without = Object.fromEntries(Object.entries(payload).filter(([name]) => name !== set.required));
  const other = base64url(JSON.stringify({ ...payload, iat: 1_780_000_001 }));
  const badSignature = set.untrusted === 'site_conflict' ? 'bundle_edited' : 'signature_invalid';
  return [
    refused(set, 'a bit of the signature flipped', `${head}.${body}.${withFlippedBit(mark)}`, badSignature),
    refused(set, 'payload edited', `${head}.${other}.${mark}`, badSignature),
    refused(set, 'made by a stranger', signed(typ, payload, stranger), set.untrusted),
    refused(
      set,
      'made by a stranger under a trusted kid',
      tokenOf({ alg: 'EdDSA', typ, kid: by.kid }, payload, stranger),
      badSignature,
    ),
    refused(set, `without ${set.required}`, signed(typ, without, by), set.malformed, set.required),
    refused(
      set,
      `${set.required} is null`,
      signed(typ, { ...payload, [set.required]: null }, by),
      set.malformed,
      set.required,
    ),
    refused(
      set,
      `${set.required} of another type`,
      signed(typ, { ...payload, [set.required]: true }, by),
      set.malformed,
      set.required,
    ),
  ];
}

/** 64 bytes take 86 characters, of which the last has four unused bits. */
function withTrailingBit(mark: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return mark.slice(0, -1) + alphabet.charAt(alphabet.indexOf(mark.slice(-1)) + 1);
}

function withFlippedBit(mark: string): string {
  const bytes = Buffer.from(mark, 'base64url');
  bytes[5] = (bytes[5] ?? 0) ^ 1;
  return bytes.toString('base64url');
}
