import type { ServicePlan } from './service-plan.ts';

export type Command = readonly [program: string, ...args: readonly string[]];

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** What is asked of the system. */
export type ServiceEdges = {
  readonly run: (command: Command) => Promise<Ran>;
  readonly writeFile: (path: string, text: string, encoding: 'utf8' | 'utf16le') => Promise<void>;
  readonly removeFile: (path: string) => Promise<void>;
  readonly exists: (path: string) => Promise<boolean>;
  /** Whether this process may change the services of the machine. */
  readonly isAdministrator: () => Promise<boolean>;
};

export type ServiceStatus = {
  readonly installed: boolean;
  readonly running: boolean;
  /** Started with the system. */
  readonly enabled: boolean;
};

/** How a system keeps a program running. */
export type ServiceManager = {
  /** As users know it. */
  readonly name: string;
  install(plan: ServicePlan, edges: ServiceEdges): Promise<void>;
  /** Takes the service away, and never its data. */
  uninstall(edges: ServiceEdges): Promise<void>;
  status(edges: ServiceEdges): Promise<ServiceStatus>;
  /** What an administrator types to look at it or start it by hand. */
  readonly advice: { readonly start: string; readonly stop: string; readonly log: string };
};

/** A command of the system failed. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
}

/** Runs commands one after the other. @throws ServiceError with what the first that failed said */
export async function mustRun({ run }: Pick<ServiceEdges, 'run'>, ...commands: readonly Command[]): Promise<void> {
  for (const command of commands) {
    const { code, stdout, stderr } = await run(command);
    if (code === 0) continue;
    const said = `${stderr}\n${stdout}`.trim().split('\n')[0] ?? '';
    throw new ServiceError(`"${command.join(' ')}" ended with ${code}${said === '' ? '' : `: ${said}`}`);
  }
}
