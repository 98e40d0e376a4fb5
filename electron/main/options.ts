import { extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { travellingFiles } from '../travelling-files.ts';

/** What the app was started with. */
export type AppOptions = {
  /** The site to work on; null: that of the service, else the user's own. */
  readonly folder: string | null;
  readonly listen: { readonly port?: number; readonly consolePort?: number; readonly tls: boolean };
  /** Below which removable drives are mounted, where the system does not know them as such. */
  readonly drivesIn: string | null;
  /** Started by the system at log-in: only the tray is shown. */
  readonly hidden: boolean;
  /** Files that were opened with the app. */
  readonly files: readonly string[];
};

/** Reads the arguments of the app; Chromium's own and unknown ones are passed over. */
export function parseOptions(args: readonly string[], cwd: string): AppOptions {
  const { values, positionals } = parseArgs({
    args: args.filter((arg) => !arg.startsWith('-psn_')),
    strict: false,
    allowPositionals: true,
    options: {
      'data-dir': { type: 'string' },
      port: { type: 'string' },
      'console-port': { type: 'string' },
      'no-tls': { type: 'boolean' },
      'drives-in': { type: 'string' },
      hidden: { type: 'boolean' },
    },
  });
  const port = portOf(values.port);
  const consolePort = portOf(values['console-port']);
  return {
    folder: pathOf(values['data-dir'], cwd),
    listen: {
      ...(port !== null && { port }),
      ...(consolePort !== null && { consolePort }),
      tls: values['no-tls'] !== true,
    },
    drivesIn: pathOf(values['drives-in'], cwd),
    hidden: values.hidden === true,
    // The program itself and what drives it stand there as well.
    files: positionals.filter(isTravelling).map((name) => resolve(cwd, name)),
  };
}

const endings: readonly string[] = travellingFiles.map(({ ending }) => `.${ending}`);
const isTravelling = (name: string): boolean => endings.includes(extname(name).toLowerCase());

type Value = string | boolean | undefined;

const pathOf = (value: Value, cwd: string): string | null =>
  typeof value === 'string' && value !== '' ? resolve(cwd, value) : null;

function portOf(value: Value): number | null {
  const port = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  return port <= 65_535 ? port : null;
}
