import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codeTable } from '../../build/write-code-table.ts';
import type { DenialCode } from '../../licensing/denial.ts';
import { CODES, isCode, isDenialCode } from '../../protocol/codes.ts';

/** The table of protocol.md section 10, word by word. */
const SECTION_10: readonly (readonly [status: number | null, denials: boolean, codes: string])[] = [
  [
    400,
    false,
    'request_malformed report_malformed report_conflict license_malformed license_needs_newer file_unknown lease_invalid',
  ],
  [401, false, 'login_required login_failed'],
  [404, false, 'not_found'],
  [405, false, 'method_not_allowed'],
  [
    403,
    true,
    'organization_unknown handshake_unknown handshake_foreign handshake_missing password_wrong validation_failed device_blocked product_not_licensed platform_not_covered version_not_covered feature_not_licensed item_not_permitted license_revoked license_not_yet_valid license_expired sync_overdue trial_used device_cloned lease_reclaimed machine_mismatch',
  ],
  [403, false, 'role_forbidden origin_forbidden'],
  [409, true, 'quota_exhausted'],
  [
    409,
    false,
    'proof_required report_expected request_conflict license_superseded license_wrong_site vendor_unknown card_stale signature_invalid reclaim_exhausted return_required return_invalid ack_unknown ack_mismatch',
  ],
  [413, false, 'too_large'],
  [415, false, 'media_type'],
  [429, false, 'rate_limited'],
  [431, false, 'header_too_large'],
  [423, true, 'license_locked'],
  [500, false, 'internal_error'],
  [503, false, 'clock_untrusted standby storage_full overloaded shutting_down'],
  [
    null,
    false,
    'bundle_gap bundle_duplicate bundle_edited bundle_foreign bundle_fork site_unknown site_conflict clock_rolled_back unreachable',
  ],
];

const documented = SECTION_10.flatMap(([status, denial, codes]) =>
  codes.split(' ').map((code) => ({ code, status, denial })),
);

/** Fails to compile when the rules know a denial that is not here, or the other way round. */
const RULE_DENIALS: Readonly<Record<DenialCode, true>> = {
  organization_unknown: true,
  handshake_unknown: true,
  handshake_foreign: true,
  handshake_missing: true,
  password_wrong: true,
  validation_failed: true,
  device_blocked: true,
  product_not_licensed: true,
  platform_not_covered: true,
  version_not_covered: true,
  feature_not_licensed: true,
  item_not_permitted: true,
  license_revoked: true,
  license_not_yet_valid: true,
  license_expired: true,
  sync_overdue: true,
  trial_used: true,
  device_cloned: true,
  lease_reclaimed: true,
  machine_mismatch: true,
  quota_exhausted: true,
  license_locked: true,
};

test('the registry holds the codes of section 10 with their status and denial mark, and no other', () => {
  const registered = Object.entries(CODES).map(([code, { status, denial }]) => ({ code, status, denial }));
  const byCode = (one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1);
  expect(registered.sort(byCode)).toEqual(documented.toSorted(byCode));
});

test('the denials of the registry are those that the rules can give', () => {
  const denials = Object.keys(CODES).filter(isDenialCode);
  expect(denials.sort()).toEqual(Object.keys(RULE_DENIALS).sort());
});

test('every code says in a sentence what happened and what to do', () => {
  for (const { meaning, next } of Object.values(CODES)) {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
  }
});

test('docs/codes.md is written from the registry', () => {
  const docs = readFileSync(new URL('../../docs/codes.md', import.meta.url), 'utf8');
  expect(docs).toBe(codeTable());
});

test('docs/codes.md names every code of the registry and no other', () => {
  const docs = readFileSync(new URL('../../docs/codes.md', import.meta.url), 'utf8');
  const named = [...docs.matchAll(/^\| `([a-z_]+)` \| (\d+|–) \|/gm)].map(([, code, status]) => [code, status]);
  expect(named).toEqual(Object.entries(CODES).map(([code, { status }]) => [code, String(status ?? '–')]));
});

test('names that every object has are no codes', () => {
  expect(['toString', 'constructor', '__proto__', ''].filter(isCode)).toEqual([]);
  expect(['toString', 'overloaded', 'proof_required'].filter(isDenialCode)).toEqual([]);
});

test('nobody can change the registry', () => {
  expect(Object.isFrozen(CODES)).toBe(true);
  expect(Object.values(CODES).every((entry) => Object.isFrozen(entry))).toBe(true);
});
