import type { Case } from './hostile.ts';
import { nextSite, signed, vendor } from './keys.ts';
import * as payloads from './payloads.ts';

const { license, smallItem, item } = payloads;

/** License files at and beyond every limit of protocol.md section 3. */
export function licenseCases(): readonly Case[] {
  return [...acceptedLicenses(), ...wrongFields(), ...wrongItems(), ...wrongTrials()];
}

function acceptedLicenses(): readonly Case[] {
  const { alias: _alias, machines: _machines, needs: _needs, trials: _trials, ...rest } = license;
  const { revoked: _revoked, locked: _locked, lockSite: _lockSite, ...smallest } = rest;
  return [
    accepted('every field', license),
    accepted('required fields only', { ...smallest, items: [smallItem] }),
    accepted('unknown fields are ignored', { ...license, later: 1, items: [{ ...smallItem, later: { a: [] } }] }),
    accepted('no items', { ...license, items: [] }),
    accepted('1000 items', { ...license, items: manyItems(1_000) }),
    accepted('256 features', withItem({ features: manyFeatures(256) })),
    accepted('an item that has ended', withItem({ start: 1, end: 2 })),
    accepted('a domain item without quota', {
      ...license,
      items: [{ ...smallItem, metric: 'domain', domain: 'acme.example', quota: undefined }],
    }),
    accepted(
      'every lower bound',
      withItem({
        quota: 1,
        offlineDays: 3,
        leaseSeconds: 60,
        graceDays: 0,
        overagePercent: 0,
        syncDays: 30,
        activeWindow: 86_400,
        id: 'i',
      }),
    ),
    accepted(
      'every upper bound',
      withItem({
        quota: 1_000_000_000,
        offlineDays: 365,
        leaseSeconds: 86_400,
        graceDays: 90,
        overagePercent: 100,
        syncDays: 400,
        activeWindow: 31_536_000,
        id: 'A-Z.a_z'.padEnd(64, '9'),
      }),
    ),
  ];
}

function wrongFields(): readonly Case[] {
  const missing = ['iss', 'sub', 'aud', 'cnf', 'jti', 'iat', 'serial', 'licensee', 'card', 'delegations'].map((field) =>
    malformed(`without ${field}`, { ...license, [field]: undefined }, field),
  );
  return [
    ...missing,
    malformed('organization id with a dash', { ...license, sub: '200-001' }, 'sub'),
    malformed('vendor id in upper case', { ...license, iss: 'ACME' }, 'iss'),
    malformed('site UUID in upper case', { ...license, aud: payloads.SITE.toUpperCase() }, 'aud'),
    malformed(
      'thumbprint with trailing bits',
      { ...license, cnf: { jkt: `${nextSite.thumbprint.slice(0, -1)}B` } },
      'cnf.jkt',
    ),
    malformed('an instant with a fraction', { ...license, iat: 1_780_000_000.5 }, 'iat'),
    malformed('an instant as text', { ...license, iat: '1780000000' }, 'iat'),
    malformed('a serial beyond exact numbers', { ...license, serial: 2 ** 53 }, 'serial'),
    malformed(
      'a machine of unknown kind',
      { ...license, machines: [license.machines[0], { kind: 'host-name', hash: '0'.repeat(32) }] },
      'machines[1].kind',
    ),
    malformed('1001 items', { ...license, items: manyItems(1_001) }, 'items'),
    malformed('an item id twice', { ...license, items: [smallItem, item, smallItem] }, 'items[2].id'),
    malformed('needs that are no list', { ...license, needs: 'x' }, 'needs'),
    {
      title: 'needs something unknown',
      text: sign({ ...license, needs: ['floating-terms'] }),
      keys: ['vendor'],
      outcome: 'license_needs_newer',
      field: 'needs',
    },
    {
      title: 'needs something unknown in an unknown shape',
      text: sign({ needs: ['floating-terms'] }),
      keys: ['vendor'],
      outcome: 'license_needs_newer',
      field: 'needs',
    },
  ];
}

function wrongItems(): readonly Case[] {
  const outside: readonly (readonly [field: string, value: unknown])[] = [
    ...['id', 'product', 'metric', 'quota', 'features', 'start', 'end'].map((field) => [field, undefined] as const),
    ...['id', 'product', 'metric', 'quota', 'features', 'start', 'end', 'offlineDays', 'name'].map(
      (field) => [field, null] as const,
    ),
    ['id', ''],
    ['id', 'x'.repeat(65)],
    ['id', 'it 1'],
    ['product', 'bärcode'],
    ['metric', 'seat'],
    ['quota', 0],
    ['quota', 1_000_000_001],
    ['quota', 1.5],
    ['quota', '10'],
    ['offlineDays', 2],
    ['offlineDays', 366],
    ['leaseSeconds', 59],
    ['leaseSeconds', 86_401],
    ['graceDays', -1],
    ['graceDays', 91],
    ['overagePercent', -1],
    ['overagePercent', 101],
    ['syncDays', 29],
    ['syncDays', 401],
    ['activeWindow', 86_401],
    ['activeWindow', 2_592_001],
    ['maxPerSlot', 0],
    ['overageSlots', -1],
    ['reclaimsPerYear', -1],
    ['offlineSeats', -1],
    ['trial', 'yes'],
    ['extends', 7],
    ['features', manyFeatures(257)],
    ['end', payloads.AT],
    ['end', payloads.AT - 1],
  ];
  return [
    ...outside.map(([field, value]) =>
      malformed(`item ${field} ${titleOf(value)}`, withItem({ [field]: value }), `items[0].${field}`),
    ),
    malformed('a feature with a space', withItem({ features: ['qr', 'data matrix'] }), 'items[0].features[1]'),
    malformed('a version that is no number', withItem({ versions: { from: '10.x' } }), 'items[0].versions.from'),
    malformed('an unknown platform', withItem({ platforms: ['linux', 'amiga'] }), 'items[0].platforms[1]'),
    malformed('a machine hash that is too short', withItem({ machines: ['0123'] }), 'items[0].machines[0]'),
    malformed(
      'a domain item without domain',
      { ...license, items: [{ ...smallItem, metric: 'domain' }] },
      'items[0].domain',
    ),
    malformed('the second item wrong', { ...license, items: [item, { ...smallItem, quota: -1 }] }, 'items[1].quota'),
  ];
}

function wrongTrials(): readonly Case[] {
  const trial = license.trials[0];
  return [
    malformed('a trial of no days', { ...license, trials: [{ ...trial, days: 0 }] }, 'trials[0].days'),
    malformed('a trial without quota', { ...license, trials: [{ ...trial, quota: undefined }] }, 'trials[0].quota'),
    malformed('a trial id twice', { ...license, trials: [trial, trial] }, 'trials[1].id'),
  ];
}

function withItem(change: object): Readonly<Record<string, unknown>> {
  return { ...license, items: [{ ...smallItem, ...change }] };
}

function manyItems(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({ ...smallItem, id: `i${index}`, features: [] }));
}

function manyFeatures(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `f${index}`);
}

function titleOf(value: unknown): string {
  if (Array.isArray(value)) return `of ${value.length} entries`;
  if (typeof value === 'string' && value.length > 40) return `of ${value.length} characters`;
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function sign(payload: Readonly<Record<string, unknown>>): string {
  // The card and the delegations are long and not looked at here.
  const { card, delegations } = payload;
  const short = {
    ...payload,
    card: card === undefined ? card : 'a.b.c',
    delegations: delegations === undefined ? delegations : [],
  };
  return signed('license+jwt', short, vendor);
}

function accepted(title: string, payload: Readonly<Record<string, unknown>>): Case {
  return {
    title,
    text: title === 'every field' ? signed('license+jwt', payload, vendor) : sign(payload),
    keys: ['vendor'],
    outcome: 'accepted',
  };
}

function malformed(title: string, payload: Readonly<Record<string, unknown>>, field: string): Case {
  return { title, text: sign(payload), keys: ['vendor'], outcome: 'license_malformed', field };
}
