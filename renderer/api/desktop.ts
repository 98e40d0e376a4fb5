import { isCode } from '../../protocol/codes.ts';
import { ApiProblem } from './problem.ts';

/** A removable drive that is present. */
export type Drive = {
  readonly id: string;
  readonly name: string;
  /** Where the system shows it. */
  readonly path: string;
  /** Bytes. */
  readonly free: number;
  readonly size: number;
  readonly writable: boolean;
};

/** A file as it crosses between the app and its page. */
export type CarriedFile = { readonly name: string; readonly content: Uint8Array };

/** What was written, as it was read back. */
export type Written = { readonly path: string; readonly bytes: number; readonly digest: string };

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly detail: string };
type Call<Input, Value> = (input: Input) => Promise<Outcome<Value>>;
type Nothing = Readonly<Record<string, never>>;

/** What the console uses of the desktop app that it stands in; a test holds it against the app's own contract. */
export type Desktop = {
  readonly listDrives: Call<Nothing, readonly Drive[]>;
  readonly readDrive: Call<{ readonly drive: string }, readonly CarriedFile[]>;
  readonly writeToDrive: Call<{ drive: string; name: string; content: Uint8Array }, Written>;
  readonly ejectDrive: Call<{ readonly drive: string }, { readonly name: string }>;
  readonly saveFile: Call<{ name: string; content: Uint8Array }, Written | null>;
  readonly chooseFolder: Call<Nothing, string | null>;
  readonly takeFiles: Call<Nothing, readonly CarriedFile[]>;
  /** Ends the subscription when called. */
  readonly on: <Name extends keyof DesktopEvents>(
    name: Name,
    listener: (event: DesktopEvents[Name]) => void,
  ) => () => void;
};

/** What the app tells its page: drives that came or went, files that somebody opened, and the page that is wanted. */
export type DesktopEvents = {
  readonly drives: readonly Drive[];
  readonly files: { readonly files: readonly CarriedFile[] };
  readonly show: { readonly page: string };
};

/** The desktop app around this page; null in a browser. */
export const desktop: Desktop | null = (window as { readonly desktop?: Desktop }).desktop ?? null;

/** What a call of the desktop app answers. @throws ApiProblem when it was refused */
export async function answerOfDesktop<Value>(call: Promise<Outcome<Value>>): Promise<Value> {
  const outcome = await call;
  if (outcome.ok) return outcome.value;
  throw new ApiProblem(isCode(outcome.code) ? outcome.code : 'internal_error', { detail: outcome.detail });
}

/** A carried file as files are dropped or chosen. */
export function toFile({ name, content }: CarriedFile): File {
  return new File([new Uint8Array(content)], name);
}
