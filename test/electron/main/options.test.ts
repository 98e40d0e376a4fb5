import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../electron/main/options.ts';

describe('the arguments of the desktop app', () => {
  it('name its site, its ports and files, relative to where the user stands', () => {
    const args = [
      '/opt/app/main.js',
      '-r',
      'loader.js',
      '--data-dir',
      'site',
      '--port',
      '0',
      '--console-port=4999',
      '--no-tls',
      '--hidden',
      'a.cwlic',
    ];
    expect(parseOptions(args, '/home/me')).toEqual({
      folder: join('/home/me', 'site'),
      listen: { port: 0, consolePort: 4999, tls: false },
      drivesIn: null,
      hidden: true,
      files: [join('/home/me', 'a.cwlic')],
    });
  });

  it('may be missing, and the program itself and what Chromium and macOS add are passed over', () => {
    expect(parseOptions(['-psn_0_123', '--no-sandbox', '--lang=de', '--port', '70000'], '/')).toEqual({
      folder: null,
      listen: { tls: true },
      drivesIn: null,
      hidden: false,
      files: [],
    });
  });
});
