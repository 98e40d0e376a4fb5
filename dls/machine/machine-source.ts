import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What a program answered; `code` is null when it was ended by a signal or by the time limit. */
export type CommandResult = { readonly code: number | null; readonly stdout: Buffer; readonly stderr: Buffer };

/** The edges through which machine identifiers are read. */
export type MachineSource = {
  readonly platform: NodeJS.Platform;
  /** Of the process; on Windows `SystemRoot` says where `reg.exe` is. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Throws the file system's error. */
  readonly readFile: (path: string) => Promise<Buffer>;
  /** Runs a program without a shell. Throws the system's error when it cannot be started. */
  readonly run: (program: string, args: readonly string[]) => Promise<CommandResult>;
};

/** This machine. */
export const thisMachine: MachineSource = {
  platform: process.platform,
  env: process.env,
  readFile: (path) => readFile(path),
  run: (program, args) =>
    new Promise((resolve, reject) => {
      const options = { encoding: 'buffer', timeout: 10_000, windowsHide: true, maxBuffer: 1024 * 1024 } as const;
      execFile(program, [...args], options, (error, stdout, stderr) => {
        // A string is the system's code (`ENOENT`), a number the exit status of a program that did run.
        const status = error === null ? 0 : (error.code ?? null);
        if (typeof status === 'string') reject(error);
        else resolve({ code: status, stdout, stderr });
      });
    }),
};
