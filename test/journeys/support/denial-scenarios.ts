import type { DenialCode } from '../../../licensing/denial.ts';
import { DAY } from '../../../licensing/time.ts';
import { makeItem, testStart } from '../../support/vendor.ts';
import { type ListeningSite, uuidOf } from './listening-site.ts';

/** How a denial comes about over HTTP. */
export type DenialScenario = {
  /** What happened before; nothing: a license file with the item `it-1` was imported. */
  readonly given?: (at: ListeningSite) => Promise<unknown>;
  /** What the device `a` says differently from others. */
  readonly says?: Readonly<Record<string, unknown>>;
  /** The handshake code under which the denial is listed; default: the default code of the organization. */
  readonly handshake?: string;
};

const code = 'PATCH /handshakes/acme-vision/200001-default';
const other = [makeItem('it-2', { product: 'label-printer' })];

/** Each denial of protocol.md section 10, as early as the rules have it. */
export const DENIAL_SCENARIOS: Readonly<Record<DenialCode, DenialScenario>> = {
  organization_unknown: { says: { org: '999999' }, handshake: '999999' },
  handshake_unknown: { says: { org: undefined, handshake: '200001-none' }, handshake: '200001-none' },
  handshake_foreign: {
    given: async (at) => {
      await at.license();
      await at.license({}, { organization: '200002', items: other });
    },
    says: { handshake: '200002-default' },
    handshake: '200002-default',
  },
  handshake_missing: { says: { org: undefined }, handshake: '' },
  password_wrong: {
    given: async (at) => {
      await at.license();
      await at.must(code, { json: { password: 'open sesame' } });
    },
    says: { password: 'open barley' },
  },
  validation_failed: {
    given: async (at) => {
      await at.license();
      await at.must(code, { json: { applications: ['com.acme.*'], processes: ['scan.exe'] } });
    },
    says: { app: 'com.other.scan', process: 'other.exe' },
  },
  device_blocked: {
    given: async (at) => {
      await at.license();
      await at.acquire('a');
      await at.must(`PATCH /devices/${await uuidOf('a')}`, { json: { blocked: true } });
    },
  },
  product_not_licensed: { says: { product: 'label-printer' } },
  platform_not_covered: {
    given: (at) => at.license({ platforms: ['windows', 'macos'] }),
    says: { platform: 'linux' },
  },
  version_not_covered: {
    given: (at) => at.license({ versions: { from: '10.0', to: '10.99' } }),
    says: { version: '11.0' },
  },
  feature_not_licensed: { says: { features: ['qr', 'ocr'] } },
  item_not_permitted: { given: (at) => at.license({ apps: ['com.acme.*'] }), says: { app: 'com.other.scan' } },
  license_revoked: {
    given: async (at) => {
      await at.license();
      await at.license({}, { serial: 2, items: other, claims: { revoked: ['it-1'] } });
    },
  },
  license_locked: { given: (at) => at.license({}, { claims: { locked: ['it-1'] } }) },
  machine_mismatch: {
    given: async (at) => {
      const machines = [{ kind: 'linux-machine-id', hash: '0'.repeat(32) }];
      await at.license({}, { claims: { machines } });
      at.site.time.now += 30 * DAY;
    },
  },
  license_not_yet_valid: { given: (at) => at.license({ start: testStart + DAY }) },
  license_expired: {
    given: (at) => at.license({ start: testStart - 90 * DAY, end: testStart - 7 * DAY, graceDays: 7 }),
  },
  sync_overdue: {
    given: async (at) => {
      await at.license({ syncDays: 30, graceDays: 7 });
      at.site.time.now += 37 * DAY;
    },
  },
  trial_used: {
    given: async (at) => {
      const trials = [{ id: 'tr-1', product: 'barcode-reader', days: 7, quota: 20, features: ['qr'] }];
      await at.license({}, { claims: { trials } });
      await at.acquire('a', { org: undefined });
      at.site.time.now += 7 * DAY;
    },
    says: { org: undefined },
    handshake: '',
  },
  device_cloned: {
    given: async (at) => {
      await at.license();
      await at.acquire('a', { machine: '1'.repeat(32) });
    },
    says: { machine: '2'.repeat(32) },
  },
  lease_reclaimed: {
    given: async (at) => {
      await at.license();
      await at.acquire('a');
      await at.must(`POST /devices/${await uuidOf('a')}/reclaim`, { json: {} });
    },
  },
  quota_exhausted: {
    given: async (at) => {
      await at.license({ quota: 1, overagePercent: 0 });
      await at.acquire('b');
    },
  },
};
