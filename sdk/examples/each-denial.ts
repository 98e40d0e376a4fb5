import type { DenialCode, License, Status } from '../index.ts';

/** Who can do something about a denial, and what the app can do beside showing `status.reason`. */
export type OnDenial = {
  readonly turn: 'user' | 'administrator' | 'developer' | 'vendor';
  readonly app: string;
};

/**
 * What an app does on each denial. It never needs to ask again by itself: the SDK does, so a denial that is cured ends
 * without a restart. An app imports the types from the package, and the compiler tells of a denial that is not handled.
 */
export const ON_DENIAL: Readonly<Record<DenialCode, OnDenial>> = {
  organization_unknown: { turn: 'administrator', app: 'Ask for the organization id again, and open with it.' },
  handshake_unknown: { turn: 'administrator', app: 'Ask for the handshake code again, and open with it.' },
  handshake_foreign: { turn: 'administrator', app: 'Ask for organization id and handshake code again.' },
  handshake_missing: { turn: 'user', app: 'Show the settings page where the organization id is entered.' },
  password_wrong: { turn: 'user', app: 'Ask for the session password, and open with it.' },
  validation_failed: { turn: 'developer', app: 'Send `app` and `process` as the administrator entered them.' },
  device_blocked: { turn: 'administrator', app: 'Save open work and stop: lease and grace have ended.' },
  product_not_licensed: { turn: 'vendor', app: 'Offer to buy the product.' },
  platform_not_covered: { turn: 'vendor', app: 'Name the platforms that are sold.' },
  version_not_covered: { turn: 'user', app: 'Offer the version that is covered, or an upgrade.' },
  feature_not_licensed: { turn: 'user', app: 'Ask again without that feature: `acquire({ features })`.' },
  item_not_permitted: { turn: 'administrator', app: 'Send `app`, and `deployment: "server"` where it is one.' },
  license_revoked: { turn: 'vendor', app: 'Save open work and stop: lease and grace have ended.' },
  license_locked: { turn: 'vendor', app: 'Save open work and stop: lease and grace have ended.' },
  machine_mismatch: { turn: 'administrator', app: 'Nothing: the site was moved to another machine.' },
  license_not_yet_valid: { turn: 'administrator', app: 'Nothing: the term begins later.' },
  license_expired: { turn: 'administrator', app: 'Offer to renew.' },
  sync_overdue: { turn: 'administrator', app: 'Nothing: the site has to carry files to the vendor.' },
  trial_used: { turn: 'user', app: 'Offer to buy, and show where the organization id is entered.' },
  device_cloned: { turn: 'administrator', app: 'Offer to start over as a new device: `reset()`.' },
  lease_reclaimed: { turn: 'administrator', app: 'Save open work and stop: the seat was given to another.' },
  quota_exhausted: { turn: 'user', app: 'Say that all seats are taken; a seat that comes free is taken up.' },
};

/** Calls `show` with what a user reads whenever the license is refused. @returns what takes it off again */
export function showDenials(license: License, show: (text: string) => void): () => void {
  const tell = ({ code, reason }: Status): void => {
    if (isDenial(code)) show(`${reason} (${ON_DENIAL[code].turn}) ${ON_DENIAL[code].app}`);
  };
  tell(license.status);
  return license.on('state', tell);
}

function isDenial(code: Status['code']): code is DenialCode {
  return code !== null && Object.hasOwn(ON_DENIAL, code);
}
