import type { Ran, ServiceEdges } from '../../../cli/service/service-manager.ts';

export type RecordedSystem = {
  readonly edges: ServiceEdges;
  /** Command lines, in order. */
  readonly ran: string[];
  readonly files: Map<string, string>;
};

/** A system that writes down what is asked of it. `answers` by the beginning of the command line. */
export function recordedSystem(answers: Readonly<Record<string, Partial<Ran>>> = {}): RecordedSystem {
  const ran: string[] = [];
  const files = new Map<string, string>();
  return {
    ran,
    files,
    edges: {
      run: async (command) => {
        const line = command.join(' ');
        ran.push(line);
        const found = Object.entries(answers).find(([begin]) => line.startsWith(begin));
        return { code: 0, stdout: '', stderr: '', ...found?.[1] };
      },
      writeFile: async (path, text) => void files.set(path, text),
      removeFile: async (path) => void files.delete(path),
      exists: async (path) => files.has(path),
      isAdministrator: async () => true,
    },
  };
}
