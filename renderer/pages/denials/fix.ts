import type { Denial } from '../../api/denials.ts';
import type { en } from '../../text/en.ts';

/** Where a reason is put right: the words of the link, and the address it leads to. */
export type Fix = {
  readonly jump: keyof (typeof en)['denials']['jump'];
  readonly to: '/licenses' | '/handshakes' | '/devices' | '/usage' | '/gap' | '/setup' | '/settings' | '/ledger';
  readonly search: Readonly<Record<string, string>>;
};

/** What is known of the names in a refusal. */
export type Known = {
  readonly isCode: boolean;
  readonly isDevice: boolean;
  /** New seats are paused now. */
  readonly isPaused: boolean;
};

/** Every place where a refusal can be put right, the likeliest first. */
export function findFixes(denial: Denial, { isCode, isDevice, isPaused }: Known): readonly [Fix, ...(readonly Fix[])] {
  const { vendor, handshake, device, item } = denial;
  const code: Fix = isCode
    ? { jump: 'code', to: '/handshakes', search: { code: `${vendor}/${handshake}` } }
    : { jump: 'codes', to: '/handshakes', search: {} };
  const ownItem: Fix =
    item === null
      ? { jump: 'items', to: '/licenses', search: {} }
      : { jump: 'item', to: '/licenses', search: { item: `${vendor}/${item}` } };
  const licenses: Fix = { jump: 'import', to: '/licenses', search: {} };
  const ownDevice: Fix = { jump: 'device', to: '/devices', search: { device } };
  switch (denial.code) {
    case 'organization_unknown':
      return [licenses];
    case 'handshake_unknown':
    case 'handshake_foreign':
    case 'handshake_missing':
    case 'trial_used':
      return [{ jump: 'codes', to: '/handshakes', search: {} }];
    case 'password_wrong':
    case 'validation_failed':
      return [code];
    case 'device_blocked':
      return isDevice ? [ownDevice, code] : [code];
    case 'product_not_licensed':
    case 'platform_not_covered':
    case 'version_not_covered':
    case 'feature_not_licensed':
      return [code, { jump: 'items', to: '/licenses', search: {} }];
    case 'quota_exhausted': {
      const seats: Fix = isPaused
        ? { jump: 'resume', to: '/settings', search: { section: 'seats' } }
        : { jump: 'paused', to: '/ledger', search: { kind: 'settings-changed' } };
      if (denial.paused === denial.count) return [seats];
      const narrowed: Readonly<Record<string, string>> = item === null ? {} : { vendor, item };
      return [
        { jump: 'holders', to: '/devices', search: { ...narrowed, sort: 'last' } },
        { jump: 'enough', to: '/usage', search: narrowed },
        licenses,
        ...(denial.paused > 0 ? [seats] : []),
      ];
    }
    case 'sync_overdue':
      return [{ jump: 'gap', to: '/gap', search: {} }];
    case 'machine_mismatch':
      return [{ jump: 'request', to: '/setup', search: { step: 'activate' } }];
    case 'device_cloned':
    case 'lease_reclaimed':
      return isDevice ? [ownDevice] : [code];
    case 'license_expired':
      return [licenses, ownItem];
    default:
      return [ownItem];
  }
}
