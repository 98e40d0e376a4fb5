import type { Code } from '../../../protocol/codes.ts';
import { type Imported, largestFile, sendFile } from '../../api/files.ts';
import { ApiProblem, problemOf } from '../../api/problem.ts';
import { compareTurns, type FileTurn, readTurn } from './file-turn.ts';

/** A file and how far it got. */
export type LookedAt = {
  readonly key: string;
  readonly file: File;
  readonly turn: FileTurn;
  /** `later`: it can be judged once those before it are imported; they bring its vendor, keys or licenses. */
  readonly state: 'looking' | 'ready' | 'later' | 'importing' | 'done' | 'known' | 'refused';
  readonly result?: Imported;
  readonly problem?: ApiProblem;
};

/** By vendor: the code that the items join; missing: as the file says. */
export type CodeChoices = Readonly<Record<string, string>>;

const unread: FileTurn = { kind: null, vendor: null, rank: [] };

/** Files as they came, before anybody looked into them. */
export function asBrought(files: readonly File[]): readonly LookedAt[] {
  return files.map((file, index) => ({ key: `${index} ${file.name}`, file, turn: unread, state: 'looking' }));
}

/** Files in the order in which they are to be imported, whatever the order in which they came. */
export async function inTurn(brought: readonly LookedAt[]): Promise<readonly LookedAt[]> {
  const read = brought.map(async (one) =>
    // What cannot be read is refused when it is looked into.
    one.file.size > largestFile ? one : { ...one, turn: await readTurn(one.file).catch(() => unread) },
  );
  return (await Promise.all(read)).toSorted((a, b) => compareTurns(a.turn, b.turn));
}

type Looking = {
  readonly choices: CodeChoices;
  /** Vendors of whom the site knows. */
  readonly known: ReadonlySet<string>;
  /** Vendors of whom a file before it is new and right. */
  readonly bringing: ReadonlySet<string>;
};

/** Looks into a file without changing anything. */
export async function lookInto(
  { file, turn: { kind, vendor } }: LookedAt,
  { choices, known, bringing }: Looking,
): Promise<Partial<LookedAt>> {
  if (file.size > largestFile) return { state: 'refused', problem: new ApiProblem('too_large', {}) };
  const isBrought = vendor !== null && bringing.has(vendor);
  // Asking of a vendor whom the site does not know yet would only be refused.
  if (isBrought && !known.has(vendor) && kind !== 'license' && kind !== 'vendor-card') return { state: 'later' };
  try {
    const result = await sendFile(file, { ...choiceFor(vendor, choices), preview: true });
    return { state: result.alreadyImported ? 'known' : 'ready', result };
  } catch (error) {
    const problem = problemOf(error);
    return isBrought && settledBefore(kind).includes(problem.code) ? { state: 'later' } : { state: 'refused', problem };
  }
}

/** Imports a file. */
export async function takeIn({ file, turn }: LookedAt, choices: CodeChoices): Promise<Partial<LookedAt>> {
  try {
    const result = await sendFile(file, { ...choiceFor(turn.vendor, choices), preview: false });
    return { state: result.alreadyImported ? 'known' : 'done', result };
  } catch (error) {
    return { state: 'refused', problem: problemOf(error) };
  }
}

function choiceFor(vendor: string | null, choices: CodeChoices): { readonly handshake?: string } {
  const code = vendor === null ? undefined : choices[vendor];
  return code === undefined ? {} : { handshake: code };
}

/** Refusals that files before it may settle. */
function settledBefore(kind: FileTurn['kind']): readonly Code[] {
  if (kind !== 'device-request') return ['vendor_unknown', 'signature_invalid'];
  return [
    ...(['organization_unknown', 'handshake_unknown', 'product_not_licensed', 'feature_not_licensed'] as const),
    ...(['license_not_yet_valid', 'license_expired', 'license_locked', 'sync_overdue', 'quota_exhausted'] as const),
  ];
}
