import { runCauseway } from '../../../cli/program.ts';
import type { Terminal } from '../../../cli/terminal.ts';

/** What a command wrote and how it ended. */
export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

type Surroundings = {
  /** What a person answers to the questions, in order; missing: nobody is there. */
  readonly answers?: readonly string[];
  readonly isTerminal?: boolean;
  readonly columns?: number;
};

/** A terminal that keeps what is written on it. */
export function keepingTerminal({ answers, isTerminal = false, columns = 100 }: Surroundings = {}): {
  readonly terminal: Terminal;
  readonly stdout: () => string;
  readonly stderr: () => string;
} {
  let [stdout, stderr] = ['', ''];
  const waiting = [...(answers ?? [])];
  const looks = { isTerminal, hasColors: false, columns };
  return {
    terminal: {
      out: {
        ...looks,
        write: (text) => {
          stdout += text;
        },
      },
      err: {
        ...looks,
        write: (text) => {
          stderr += text;
        },
      },
      askSecret:
        answers === undefined
          ? null
          : async (question) => {
              stderr += question;
              return waiting.shift() ?? '';
            },
      confirm:
        answers === undefined
          ? null
          : async (question) => {
              stderr += question;
              return (waiting.shift() ?? '') !== 'n';
            },
      env: {},
    },
    stdout: () => stdout,
    stderr: () => stderr,
  };
}

/** Runs a command in this process. */
export async function run(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const { terminal, stdout, stderr } = keepingTerminal(surroundings);
  const code = await runCauseway(args, terminal);
  return { code, stdout: stdout(), stderr: stderr() };
}
