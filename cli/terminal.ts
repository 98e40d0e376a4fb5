import { confirm } from './confirm.ts';
import { readSecret } from './read-secret.ts';

/** One of the two streams that a command writes to. */
export type Output = {
  write(text: string): void;
  /** Whether a person looks at it: progress is shown then, and colours unless NO_COLOR is set. */
  readonly isTerminal: boolean;
  readonly hasColors: boolean;
  /** Characters in a line. */
  readonly columns: number;
};

/** What surrounds a command. Results go to `out`, messages to `err`. */
export type Terminal = {
  readonly out: Output;
  readonly err: Output;
  /** Asks a person for a text that is not shown; null: nobody is there to be asked. */
  readonly askSecret: ((question: string) => Promise<string>) | null;
  /** Asks a person a question whose usual answer is yes; null: nobody is there to be asked. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** The terminal of this process. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endWithoutReader);
  const { stdin, stderr } = process;
  return {
    out: outputOf(process.stdout),
    err: outputOf(stderr),
    askSecret: stdin.isTTY && stderr.isTTY ? (question) => readSecret(question, stdin, stderr) : null,
    confirm: stdin.isTTY && stderr.isTTY ? (question) => confirm(question, stdin, stderr) : null,
    env: process.env,
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    hasColors: isTerminal && !process.env.NO_COLOR && stream.hasColors(),
    get columns() {
      return stream.columns ?? 100;
    },
  };
}

/** Who reads through `| head` may stop reading: that is no fault. */
function endWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
