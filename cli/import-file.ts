import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileAtomic } from '../dls/atomic-file.ts';
import { askSite } from './ask-site.ts';
import { readInputFile } from './input-file.ts';
import type { SiteLink } from './site-link.ts';
import { printableAnswer } from './text/printable.ts';

/** Options of `import` that go to the site with each file. */
export type ImportChoice = {
  readonly handshake?: string;
  readonly default?: boolean;
  /** Says what would change, and nothing does. */
  readonly preview?: boolean;
};

/** What the site says of a file; each kind adds facts of its own. */
export type ImportAnswer = {
  readonly kind: string;
  readonly summary: string;
  /** The very same file was imported before. */
  readonly alreadyImported: boolean;
  readonly changes: readonly { readonly text: string }[];
  /** Of the request of a device: its id, the file that answers it, and a name for that. */
  readonly request?: string;
  readonly answer?: string;
  readonly name?: string;
};

/** Has the site import a file. @throws CommandRefusal */
export function importContent(link: SiteLink, content: Uint8Array, choice: ImportChoice): Promise<ImportAnswer> {
  const query = {
    handshake: choice.handshake,
    default: choice.default === true ? 'true' : undefined,
    preview: choice.preview === true ? 'true' : undefined,
  };
  return askSite<ImportAnswer>(link, { method: 'POST', path: 'files', query, bytes: content });
}

/**
 * The request of a device is answered by a file, which goes beside the request; a lease of another request is left there.
 * @returns the path of the file; null: the file was no request
 * @throws StorageError
 */
export async function writeAnswer(path: string, { answer, name, request }: ImportAnswer): Promise<string | null> {
  if (answer === undefined || name === undefined || answer === '') return null;
  const usual = join(dirname(path), name);
  const isTaken = existsSync(usual) && !(await holds(usual, answer));
  const own = join(dirname(path), name.replace(/(?=\.cwdev$)/, `-${request?.slice(0, 8)}`));
  const target = isTaken ? own : usual;
  await writeFileAtomic(target, answer, { mode: 0o644, readBack: true });
  return target;
}

/** What cannot be read, or is much larger, is another file. */
function holds(file: string, text: string): Promise<boolean> {
  return readInputFile(file, text.length + 1_024).then(
    (content) => content.toString('utf8').trim() === text.trim(),
    () => false,
  );
}

/** What was, or would be, imported, as people read it: the summary, and below it what changes. */
export function answerLines(answer: ImportAnswer, { before = '' } = {}): readonly string[] {
  const { summary, changes } = printableAnswer(answer);
  return [`${before}${summary}`, ...changes.filter(({ text }) => text !== summary).map(({ text }) => `  ${text}`)];
}
