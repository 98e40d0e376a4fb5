import type { LicenseEvents } from './events.ts';
import type { OfflineFile } from './offline-file.ts';
import type { Status } from './status.ts';

/** What became of a `record`: `not licensed` when no lease is held whose item has the feature, so there is nothing to count on. */
export type Recorded = 'counted' | 'repeated' | 'not licensed';

/**
 * One device's license for one product (rules.md section 7). It renews, reports and counts by itself, and never throws
 * because the network is down. Made by `openLicense`.
 */
export type License = {
  /** UUID of this device. */
  readonly device: string;
  /** Where the device stands now. */
  readonly status: Status;
  /** Units that were recorded and that no server has acknowledged yet. */
  readonly unreported: number;
  /** Whether the kept state was of another machine or damaged: it was discarded, and this is a new device. */
  readonly discarded: boolean;
  /** Whether the app, or that feature of it, may be used now: `licensed` or `grace`. Answers at once, without the network. */
  allows(feature?: string): boolean;
  /** Listens; what it answers takes the listener off. */
  on<Name extends keyof LicenseEvents>(name: Name, listener: (event: LicenseEvents[Name]) => void): () => void;
  /**
   * Counts usage of a feature; it is durable when this resolves. With a `key` (such as the content of a barcode) the same
   * key counts once within the window, and each repeat begins the window anew.
   * @throws what the store throws when it cannot be written; then nothing was counted
   */
  record(feature: string, options?: { readonly count?: number; readonly key?: string }): Promise<Recorded>;
  /** Asks the servers now: for a first lease, a new one, or for other features or instances. Never throws for the network. */
  acquire(change?: { readonly features?: readonly string[]; readonly instances?: number }): Promise<Status>;
  /** Reports usage now. @returns the units that are still not acknowledged */
  report(): Promise<number>;
  /**
   * Gives the lease up and asks for no other until `acquire`. The seat of a `concurrent-*` item comes free at once where a
   * server can be reached, else when the lease lapses.
   * @throws ProtocolError `return_required` for an offline lease: that is given back by `returnOffline`
   */
  release(): Promise<void>;
  /**
   * Forgets site, lease and device key and begins as a new device, which needs a seat of its own. Usage that was not
   * reported is lost; `report` first.
   */
  reset(): Promise<void>;
  /** A request file for a device that never connects (protocol.md section 6), for `days` of use. */
  requestOffline(options: { readonly days: number }): Promise<OfflineFile>;
  /**
   * Installs the answer to `requestOffline`: the file's text or that of its QR code.
   * @throws ProtocolError when it does not verify or does not answer a request of this device; then nothing changed
   */
  installOffline(file: string): Promise<Status>;
  /**
   * Gives an offline lease back before its end: the device is `unlicensed` at once, and the file proves it to the server.
   * Without such a lease it answers the last return file again; null when there never was one.
   */
  returnOffline(): Promise<OfflineFile | null>;
  /**
   * Ends background work and closes the store, after a last report where the server answered before. With `release` the
   * seat is given up first.
   */
  close(options?: { readonly release?: boolean }): Promise<void>;
};
