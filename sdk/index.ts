export type { DenialCode } from '../licensing/denial.ts';
export type { Code } from '../protocol/codes.ts';
export { ProtocolError } from '../protocol/error.ts';
export type { PublicKey } from '../protocol/jwk.ts';
export type { LicenseEvents, Trouble } from './events.ts';
export type { License, Recorded } from './license.ts';
export type { OfflineFile } from './offline-file.ts';
export { openLicense } from './open-license.ts';
export type { Deployment, LicenseOptions, Platform } from './options.ts';
export type {
  Answer,
  Channel,
  Clock,
  Limits,
  MachineIdentifiers,
  Message,
  Peer,
  Ports,
  Random,
  Store,
  Transport,
} from './ports.ts';
export type { State } from './standing.ts';
export type { Status } from './status.ts';
export { memoryStore } from './store-memory.ts';
export type { UsageRecord } from './usage-book.ts';
