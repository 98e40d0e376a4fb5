import { type FileKind, type RecognizedFile, recognizeFile } from '../protocol/file.ts';
import { MAX_FILE_BYTES } from '../protocol/token.ts';

/** Bytes of the largest file that is imported. */
export const largestFile = MAX_FILE_BYTES;

/** A file that the user named, read, with what is needed to find its turn. */
export type ImportFile = {
  /** As the user named it. */
  readonly name: string;
  readonly content: Buffer;
  readonly kind: FileKind | null;
  /** Of the files of one kind the lower one goes first, number by number. */
  readonly rank: readonly number[];
};

/** What travels inwards, in the order in which it is imported: each may need what stands before it. */
const turns: readonly (FileKind | null)[] = [
  'vendor-card',
  'license',
  'acknowledgement',
  'device-return',
  'device-request',
];

/**
 * Recognizes a file as far as its turn needs it. What nobody knows is no error here: its import is refused, with the
 * reason.
 */
export async function asImportFile(name: string, content: Buffer): Promise<ImportFile> {
  const recognized = await recognizeFile(content).catch(() => null);
  return { name, content, kind: recognized?.kind ?? null, rank: recognized === null ? [] : rankOf(recognized) };
}

/**
 * Files in the order of their turns: cards by the time they were made, licenses by serial, acknowledgements by the
 * bundle they answer. Equal ones stay in the order in which they were named.
 */
export function inTurn(files: readonly ImportFile[]): readonly ImportFile[] {
  return files.toSorted((a, b) => turnOf(a) - turnOf(b) || compareRanks(a.rank, b.rank));
}

function turnOf({ kind }: ImportFile): number {
  const turn = turns.indexOf(kind);
  return turn === -1 ? turns.length : turn;
}

function rankOf({ kind, text }: RecognizedFile): readonly number[] {
  const claims = readClaims(text);
  const number = (name: string): number => (typeof claims[name] === 'number' ? claims[name] : 0);
  switch (kind) {
    case 'vendor-card':
      return [number('iat')];
    case 'license':
      return [number('serial'), number('iat')];
    case 'acknowledgement':
      return [number('epoch'), number('seq'), number('iat')];
    default:
      return [];
  }
}

/** Unverified: they decide nothing but the order. */
function readClaims(token: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) ?? {};
  } catch {
    return {};
  }
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
