import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';

/** A process of the app without window: here a child of Node that has a `process.parentPort`. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(program: string) {
    super();
    this.#child = fork(program, [], {
      execArgv: ['--import', new URL('./parent-port.ts', import.meta.url).href],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
  }
  get pid(): number | undefined {
    return this.#child.pid;
  }
  get stdout(): Readable | null {
    return this.#child.stdout;
  }
  get stderr(): Readable | null {
    return this.#child.stderr;
  }
  postMessage(message: object): void {
    this.#child.send(message);
  }
  kill = (): boolean => this.#child.kill();
}

/** The processes that were started, in order. */
export const started: UtilityProcess[] = [];

export const utilityProcess = {
  fork: (program: string): UtilityProcess => {
    const child = new UtilityProcess(program);
    started.push(child);
    return child;
  },
};
