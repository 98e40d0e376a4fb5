/** What the client needs from outside. Everything here can be replaced, in tests and on platforms without Node. */
export type Ports = {
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  /** Null where there is no machine identifier (browser, Android, iOS). */
  readonly machine: () => Promise<MachineIdentifiers | null>;
};

/** The device's clocks. All figures are milliseconds. */
export type Clock = {
  /** Since 1970 as the operating system says it. May be wrong and may jump. */
  readonly wall: () => number;
  /** Since an arbitrary start; never jumps, and goes on while the machine sleeps where the platform can tell. */
  readonly monotonic: () => number;
  /** Calls `action` once, `milliseconds` from now, without keeping the process alive. What it answers takes the call back. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
};

/** That many bytes from a cryptographic source. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>;

/** The identifiers of this machine as the operating system spells them. They never leave it but as a keyed hash. */
export type MachineIdentifiers = {
  /** Windows MachineGuid, Mac platform UUID or Linux machine-id. */
  readonly identifier: string;
  /** Windows Product ID, which is sent beside the identifier and never instead; null elsewhere. */
  readonly productId: string | null;
};

/** Opens connections to servers. */
export type Transport = {
  /** A way to one server; nothing is connected before the first message. */
  readonly open: (server: URL) => Channel;
};

/** A way to one server. One message at a time; the connection is kept between messages where possible. */
export type Channel = {
  /**
   * Sends one message and reads its answer, whatever its status; redirects are not followed.
   * @throws any error when there is no complete answer within the limits
   */
  readonly send: (message: Message) => Promise<Answer>;
  /** Closes the connection; the next message makes a new one. */
  readonly reset: () => void;
};

export type Message = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string | null;
  /**
   * The certificates that this connection may have (base64url SHA-256 of their SPKI), checked on the socket before
   * anything is sent. Null: not known yet; then the message is the reading of the site statement and says nothing.
   */
  readonly pins: ReadonlySet<string> | null;
  readonly limits: Limits;
};

/** Bounds of one exchange, connecting included. */
export type Limits = { readonly milliseconds: number; readonly answerBytes: number };

export type Answer = {
  readonly status: number;
  readonly text: string;
  /** How the connection that carried this answer is known to be the server's. */
  readonly peer: Peer;
};

/** `spki`: by its certificate, to be found among the pins; `loopback` and `browser`: the platform answers for it. */
export type Peer = { readonly kind: 'spki'; readonly spki: string } | { readonly kind: 'loopback' | 'browser' };

/** Durable places for named byte strings: one folder, one memory, one browser database per device. */
export type Store = {
  readonly read: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Replaces the whole content; after a crash it is the old or the new one. Durable when it resolves. */
  readonly write: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Adds to the end; after a crash a part of the bytes may be there. Durable when it resolves, taken back when it rejects. */
  readonly append: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  readonly list: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};
