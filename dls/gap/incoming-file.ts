import { type FileKind, type RecognizedFile, recognizeFile } from '../../protocol/file.ts';
import { MAX_FILE_BYTES } from '../../protocol/token.ts';

/** Bytes of the largest file that is imported. */
export const largestFile = MAX_FILE_BYTES;

/** A file that came in, read, with what is needed to find whose it is and its turn. Nothing of it is verified. */
export type IncomingFile = {
  /** As the user named it, or its path in the folder that was looked through. */
  readonly name: string;
  readonly content: Buffer;
  readonly kind: FileKind | null;
  readonly vendor: string | null;
  /** The site that it says it is for; null: it names none. */
  readonly site: string | null;
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

/** Recognizes a file as far as its turn needs it. What nobody knows is no error here: its import tells the reason. */
export async function asIncomingFile(name: string, content: Buffer): Promise<IncomingFile> {
  const recognized = await recognizeFile(content).catch(() => null);
  if (recognized === null) return { name, content, kind: null, vendor: null, site: null, rank: [] };
  const { kind } = recognized;
  const claims = claimsOf(recognized);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const isAddressed = kind === 'license' || kind === 'acknowledgement';
  const vendor = text(claims.iss ?? claims.vendor);
  return { name, content, kind, vendor, site: isAddressed ? text(claims.aud) : null, rank: rankOf(kind, claims) };
}

/** Whether it is of a kind that a site imports. */
export function isInwards({ kind }: Pick<IncomingFile, 'kind'>): boolean {
  return kind !== null && turns.includes(kind);
}

/**
 * Files in the order of their turns: cards by the time they were made, licenses by serial, acknowledgements by the
 * bundle they answer. Equal ones stay in the order in which they were named.
 */
export function inTurn(files: readonly IncomingFile[]): readonly IncomingFile[] {
  return files.toSorted((a, b) => turnOf(a) - turnOf(b) || compareRanks(a.rank, b.rank));
}

function turnOf({ kind }: IncomingFile): number {
  const turn = turns.indexOf(kind);
  return turn === -1 ? turns.length : turn;
}

type Claims = Readonly<Record<string, unknown>>;

function rankOf(kind: FileKind, claims: Claims): readonly number[] {
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

/** Unverified: they decide nothing but the order, and whose it is said to be. */
function claimsOf({ kind, text }: RecognizedFile): Claims {
  if (kind === 'sync-bundle') return {};
  const json = kind.startsWith('device-') ? text : Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8');
  try {
    return JSON.parse(json) ?? {};
  } catch {
    return {};
  }
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
