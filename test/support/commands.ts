import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { controlPath } from '../../dls/data-folder.ts';
import { nodeFlags } from '../../dls/node-flags.ts';

export const root = resolve(import.meta.dirname, '..', '..');

export type CommandResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

type Options = {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** Runs the real command in a process of its own. */
export function causeway(args: readonly string[], options: Options = {}): Promise<CommandResult> {
  return run('cli/causeway.mjs', args, options);
}

export function issuer(args: readonly string[], options: Options = {}): Promise<CommandResult> {
  return run('issuer/main.ts', args, options);
}

/** The same, for the steps of a journey that must succeed: its stdout. */
export async function must(result: Promise<CommandResult>): Promise<string> {
  const { code, stdout, stderr } = await result;
  if (code !== 0) throw new Error(`the command ended with ${code}: ${stderr}`);
  return stdout;
}

function run(file: string, args: readonly string[], { cwd, input, env }: Options): Promise<CommandResult> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, file), ...args], {
      cwd: cwd ?? root,
      env: { ...process.env, ...env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
    child.stdin.end(input ?? '');
  });
}

export type RunningServer = {
  readonly site: string;
  /** Its data folder. */
  readonly folder: string;
  /** Base URLs. */
  readonly device: string;
  readonly console: string;
  readonly process: ChildProcess;
  readonly stderr: () => string;
  /** SIGTERM by default; resolves with the exit code, null after a kill. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

type ServeOptions = {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly prefix?: readonly string[];
};

/** Starts `causeway serve` on free ports and resolves at its ready line. `prefix` runs it under another program. */
export async function serve(
  folder: string,
  { args = [], env = {}, prefix = [] }: ServeOptions = {},
): Promise<RunningServer> {
  const command = [
    ...prefix,
    process.execPath,
    ...nodeFlags,
    join(root, 'cli/causeway.mjs'),
    'serve',
    '--data-dir',
    folder,
    '--port',
    '0',
    '--console-port',
    '0',
    '--json',
    ...args,
  ];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)));
  const first = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).once('line', done);
    void ended.then((code) => fail(new Error(`the server ended with ${code} before it was ready: ${stderr}`)));
  });
  const ready = JSON.parse(first) as {
    readonly event: string;
    readonly site: string;
    readonly device: string;
    readonly console: string;
  };
  if (ready.event !== 'ready') throw new Error(`the first line of a server is its ready line, not ${first}`);
  return {
    site: ready.site,
    folder,
    device: ready.device,
    console: ready.console,
    process: child,
    stderr: () => stderr,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

type Asked = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  /** `text`: the answer is no JSON. */
  readonly as?: 'json' | 'text';
};

/** What the console API answers a command of the server's owner, through its socket. */
export function administrator<T>(
  server: RunningServer,
  path: string,
  { method = 'GET', json, as = 'json' }: Asked = {},
): Promise<T> {
  return new Promise((done, fail) => {
    const headers = json === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request({ socketPath: controlPath(server.folder), path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode < 300) done((as === 'text' ? text : JSON.parse(text)) as T);
        else fail(new Error(`${path} answered ${statusCode}: ${text}`));
      });
    });
    asked.on('error', fail);
    asked.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

/** A folder that goes with the test: `await using folder = temporaryFolder()`. */
export function temporaryFolder(): { readonly path: string; [Symbol.asyncDispose](): Promise<void> } {
  const path = mkdtempSync(join(tmpdir(), 'causeway-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
