import { readInputFile } from './input-file.ts';
import { UsageError } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** More is no password but a file taken for one. */
const MOST = 4_096;

/** The password in a file, of which one line break at the end is not a part. */
export async function readPasswordFile(file: string): Promise<string> {
  const content = await readInputFile(file, MOST);
  return content
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n$/, '');
}

/**
 * Asks for a new password twice, without showing it; null: nobody is there to be asked.
 * @throws UsageError when the two differ three times
 */
export async function askNewPassword({ askSecret, err }: Terminal, whose: string): Promise<string | null> {
  if (askSecret === null) return null;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const password = await askSecret(`New password of ${whose}: `);
    if (password === (await askSecret('The same again: '))) return password;
    err.write('The two differ.\n');
  }
  throw new UsageError('The password was not set: the two differed three times.');
}
