import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOnDrives } from '../../../dls/gap/find-on-drives.ts';
import { lookThrough } from '../../../dls/gap/look-through.ts';
import { temporaryFolder } from '../../support/commands.ts';

const jws = (typ: string, payload: object): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'EdDSA', typ })}.${part(payload)}.AAAA`;
};

function fill(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

describe('looking through a stick', () => {
  it('finds what travels by its content, below folders too, and names whose it is', async () => {
    await using folder = temporaryFolder();
    fill(folder.path, {
      'holiday.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      'notes.txt': 'hello',
      'data.json': '{"typ":"something else"}',
      'b/license.pdf': `\uFEFF> ${jws('license+jwt', { iss: 'acme', aud: 'site-a', serial: 2 })}\n`,
      'wide.txt': Buffer.from(`\uFEFF${jws('vendor-card+jwt', { iss: 'acme', iat: 1 })}`, 'utf16le'),
      'a/b/c/return.cwdev': JSON.stringify({ typ: 'device-return' }, null, 2),
      'a/b/c/d/too-deep.cwdev': JSON.stringify({ typ: 'device-return' }),
      '.hidden.cwlic': jws('license+jwt', {}),
      'System Volume Information/x.cwlic': jws('license+jwt', {}),
      empty: '',
    });
    symlinkSync(join(folder.path, 'b'), join(folder.path, 'link'));
    const { files, unreadable, cut } = await lookThrough(folder.path);
    expect(files.map(({ name, kind, vendor, site }) => [name, kind, vendor, site])).toEqual([
      ['wide.txt', 'vendor-card', 'acme', null],
      ['b/license.pdf', 'license', 'acme', 'site-a'],
      ['a/b/c/return.cwdev', 'device-return', null, null],
    ]);
    expect([unreadable, cut]).toEqual([[], true]);
  });

  it('is refused for a folder that is not there', async () => {
    await expect(lookThrough('/nowhere/at/all')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('drives that are plugged in', () => {
  it('are offered with the files that this site may import', async () => {
    await using folder = temporaryFolder();
    fill(folder.path, {
      'stick/own.cwlic': jws('license+jwt', { iss: 'acme', aud: 'site-a' }),
      'stick/other.cwlic': jws('license+jwt', { iss: 'acme', aud: 'site-b' }),
      'stick/request.cwdev': JSON.stringify({ typ: 'device-request', vendor: 'acme' }),
      'stick/bundle.cwsync': `${Buffer.from(JSON.stringify({ cty: 'sync+jws' })).toString('base64url')}.a.b.c.d`,
      'other/other.cwlic': jws('license+jwt', { iss: 'acme', aud: 'site-b' }),
    });
    const missing = (): Promise<never> => Promise.reject(new Error('nothing'));
    const paths = ['stick', 'other', 'gone'].map((name) => join(folder.path, name));
    const found = await findOnDrives('site-a', {
      platform: 'linux',
      env: {},
      readFile: async (path) =>
        path === '/proc/mounts' ? paths.map((one) => `/dev/sdb1 /..${one} vfat rw 0 0`).join('\n') : '1',
      readdir: missing,
      realpath: async (path) => path,
      deviceOf: missing,
    });
    expect(found.map(({ files, others }) => [files.map(({ name }) => name), others])).toEqual([
      [['own.cwlic', 'request.cwdev'], 2],
    ]);
  });
});
