/** What the main process tells the process that hosts the license server. Secrets go this way, never by arguments. */
export type HostOrder =
  | { readonly kind: 'open'; readonly folder: string; readonly passphrase?: string; readonly listen: HostListen }
  /** Answer what is under way, then end. */
  | { readonly kind: 'stop' };

export type HostListen = {
  readonly port?: number;
  readonly consolePort?: number;
  /** Plain http for devices, on loopback. */
  readonly tls: boolean;
};

/** What the hosting process tells. */
export type HostReport =
  | { readonly kind: 'serving'; readonly site: string; readonly device: string; readonly console: string }
  /** Another process uses the folder. */
  | { readonly kind: 'busy' }
  /** It cannot be served as it stands; a sentence for the user. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'stopped' };
