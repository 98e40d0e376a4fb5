import type { Logger } from 'pino';
import type { EpochSeconds } from '../licensing/time.ts';
import type { Clock } from './clock.ts';
import type { EventBus } from './events.ts';
import type { Lockout } from './identity/lockout.ts';
import type { Passwords } from './identity/password.ts';
import type { Signer } from './identity/sign.ts';
import type { SiteIdentity } from './identity/site-identity.ts';
import type { SiteKey } from './identity/site-key.ts';
import type { MachineIdentifiers } from './machine/machine-identifiers.ts';
import type { AuthorizationCounts } from './operations/authorization-counts.ts';
import type { FirstSeenLimit } from './operations/first-seen-limit.ts';
import type { AccessHolder } from './site/access.ts';
import type { EpochHolder } from './site/epoch-state.ts';
import type { SettingsHolder } from './site/settings.ts';
import type { SnapshotHolder } from './site/snapshot.ts';
import type { Store } from './store/port.ts';
import type { Reader } from './store/reader.ts';

/** What operations work with; built once, in `start.ts`. */
export type Deps = {
  readonly folder: string;
  /** CAUSEWAY_PASSPHRASE, which seals the identity file; undefined: it is not sealed. */
  readonly passphrase: string | undefined;
  readonly version: string;
  readonly store: Store;
  readonly reader: Reader;
  readonly snapshot: SnapshotHolder;
  readonly settings: SettingsHolder;
  readonly identity: IdentityHolder;
  readonly access: AccessHolder;
  /** What the system says of the machine that the site runs on; read again with every activation request. */
  readonly machine: { current: MachineIdentifiers };
  readonly clock: Clock;
  readonly epoch: EpochHolder;
  readonly network: NetworkHolder;
  readonly passwords: Passwords;
  /** Wrong session passwords and log-ins, by address and by what they were for. */
  readonly lockout: Lockout;
  readonly firstSeen: FirstSeenLimit;
  readonly authorizations: AuthorizationCounts;
  readonly events: EventBus;
  readonly log: Logger;
};

/** The site's identity, replaced when it gets a new key. */
export type IdentityHolder = {
  current: SiteIdentity;
  /** The key that the vendor's newest delegation names; the current key when it names none. */
  keyFor(vendor: string): SiteKey;
  /** The signer of the key that the vendor's newest delegation names; the current key when it names none. */
  signerFor(vendor: string): Signer;
};

/** What is known of the listeners; `current` is what the site statement says of them (protocol.md section 5). */
export type NetworkHolder = {
  /** On which the listeners are now; none before they listen. */
  ports: readonly number[];
  current: {
    /** Base URLs of the servers, main first. */
    readonly servers: readonly string[];
    /** SPKI SHA-256 of the leaf certificates, current and next, base64url; none over plain http. */
    readonly tls: readonly string[];
    /** What the device listener presents; null: plain http, or nothing listens. */
    readonly certificate: { readonly expires: EpochSeconds; readonly installed: boolean } | null;
  };
};
