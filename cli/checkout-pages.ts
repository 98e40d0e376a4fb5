import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkoutPages, type Pages } from '../dls/http/console/pages.ts';

/**
 * The console's pages. In a checkout they are built when they are missing or older than their sources, beside the server
 * that starts: devices are served meanwhile, and who opens the console waits for its pages.
 * @param tell hears of a build that failed
 */
export function preparePages(tell: (text: string) => void): Pages {
  const program = resolve(import.meta.dirname, '../build/renderer.ts');
  const sources = join(checkoutPages, '..', 'index.html');
  if (!existsSync(program) || !existsSync(sources)) return { folder: checkoutPages };
  return { folder: checkoutPages, ready: build(program, tell) };
}

function build(program: string, tell: (text: string) => void): Promise<void> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, '--if-stale'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', (error) => tell(`The console's pages could not be built: ${error.message}\n`));
    child.on('close', (code) => {
      if (code !== 0 && code !== null) tell(`The console's pages could not be built.\n${said}`);
      done();
    });
    // The server may end before.
    child.unref();
  });
}
