import { createInterface } from 'node:readline/promises';
import type { ReadStream, WriteStream } from 'node:tty';
import { Interrupted } from './interrupted.ts';

/** Asks a question on a terminal; an empty line means yes. Ctrl-C and Ctrl-D end the command. */
export async function confirm(question: string, input: ReadStream, output: WriteStream): Promise<boolean> {
  const line = createInterface({ input, output });
  const left = new AbortController();
  line.once('SIGINT', () => left.abort());
  line.once('close', () => left.abort());
  try {
    return /^\s*(y(es)?)?\s*$/i.test(await line.question(question, { signal: left.signal }));
  } catch (error) {
    if (left.signal.aborted) throw new Interrupted();
    throw error;
  } finally {
    line.close();
  }
}
