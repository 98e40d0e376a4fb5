import * as Type from 'typebox';

/** Bytes of a file, as they cross between page and main process. */
const Bytes = Type.Refine(
  Type.Unsafe<Uint8Array>({ contentEncoding: 'bytes' }),
  (value) => value instanceof Uint8Array,
);
/** The name of a file, without any folder. */
const FileName = Type.String({ minLength: 1, maxLength: 255, pattern: '^[^/\\\\:*?"<>|\\u0000-\\u001f]+$' });
const DriveId = Type.String({ minLength: 1, maxLength: 4_096 });
const Text = Type.String();
const none = Type.Object({}, { additionalProperties: false });

/** A file that is to be written. */
const NamedFile = Type.Object({ name: FileName, content: Bytes });
const File = Type.Object({ name: Text, content: Bytes });

const Drive = Type.Object({
  id: DriveId,
  name: Text,
  /** Where the system shows it. */
  path: Text,
  /** Bytes. */
  free: Type.Number(),
  size: Type.Number(),
  writable: Type.Boolean(),
});

const About = Type.Object({
  version: Text,
  platform: Text,
  /** Whether this app runs the license server itself; otherwise a service does. */
  hosts: Type.Boolean(),
  /** Data folder of the site. */
  folder: Text,
  startsAtLogin: Type.Boolean(),
});

const Written = Type.Object({
  path: Text,
  bytes: Type.Number(),
  /** SHA-256 of what was read back, base64url. */
  digest: Text,
});

/** What the page may ask of the main process, and what it is answered. Main, page and test double are derived from it. */
export const calls = {
  about: { input: none, answer: About },
  startAtLogin: { input: Type.Object({ enabled: Type.Boolean() }), answer: Type.Object({ enabled: Type.Boolean() }) },
  /** Removable drives that are present now. */
  listDrives: { input: none, answer: Type.Array(Drive) },
  /** What travels inwards and lies on a drive, for any site. */
  readDrive: { input: Type.Object({ drive: DriveId }), answer: Type.Array(File) },
  /** Free space checked, written, flushed, read back and compared. */
  writeToDrive: {
    input: Type.Object({ drive: DriveId, name: FileName, content: Bytes }),
    answer: Written,
  },
  /** Unmounts a drive, so that it is safe to remove. */
  ejectDrive: { input: Type.Object({ drive: DriveId }), answer: Type.Object({ name: Text }) },
  /** The system's dialog to open; no files: it was closed. */
  openFiles: { input: none, answer: Type.Array(File) },
  /** The system's dialog to save; null: it was closed. */
  saveFile: {
    input: NamedFile,
    answer: Type.Union([Written, Type.Null()]),
  },
  /** The same for files that go together: the system's dialog to choose a folder, each file written into it as by `saveFile`. */
  saveFiles: {
    input: Type.Object({ files: Type.Immutable(Type.Array(NamedFile, { minItems: 1, maxItems: 1_000 })) }),
    answer: Type.Union([Type.Object({ folder: Text, bytes: Type.Number() }), Type.Null()]),
  },
  /** The system's dialog to choose a folder, such as a backup place; null: it was closed. */
  chooseFolder: { input: none, answer: Type.Union([Text, Type.Null()]) },
  /** Files that were opened before the page listened. */
  takeFiles: { input: none, answer: Type.Array(File) },
} as const;

/** What the main process tells the page. */
export const events = {
  /** Files were opened with the app, or lie on a stick that was put in. */
  files: Type.Object({ files: Type.Array(File), drive: Type.Union([Text, Type.Null()]) }),
  drives: Type.Array(Drive),
  /** The menu or the tray asks for a page. */
  show: Type.Object({ page: Text }),
} as const;

/** Under which name the page finds the bridge. */
export const BRIDGE = 'desktop';

export type CallName = keyof typeof calls;
export type EventName = keyof typeof events;
export type InputOf<Name extends CallName> = Type.Static<(typeof calls)[Name]['input']>;
export type AnswerOf<Name extends CallName> = Type.Static<(typeof calls)[Name]['answer']>;
export type EventOf<Name extends EventName> = Type.Static<(typeof events)[Name]>;

/** An error crosses as what it means, never as the text of an exception. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** The bridge, as the page sees it. */
export type Bridge = {
  readonly [Name in CallName]: (input: InputOf<Name>) => Promise<Outcome<AnswerOf<Name>>>;
} & {
  /** Ends the subscription when called. */
  readonly on: <Name extends EventName>(name: Name, listener: (event: EventOf<Name>) => void) => () => void;
};

/** What the main process does for each call. */
export type Calls = { readonly [Name in CallName]: (input: InputOf<Name>) => Promise<AnswerOf<Name>> };

export const callNames = Object.keys(calls) as readonly CallName[];
export const eventNames = Object.keys(events) as readonly EventName[];

export const callChannel = (name: CallName): string => `causeway:call:${name}`;
export const eventChannel = (name: EventName): string => `causeway:event:${name}`;
