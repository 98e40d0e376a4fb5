import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeway, must } from '../support/commands.ts';
import { deviceItem, meet } from './support/vendor-and-site.ts';

describe('a backup', () => {
  it('is written beside a running server, and becomes the site again on a new machine, in a new epoch', async () => {
    await using world = await meet();
    await must(world.causeway('import', await world.issue('plant.cwlic', [deviceItem])));
    const server = await world.serve();
    const backup = world.on('site.cwbackup');
    expect(await world.told('backup', '--out', backup)).toMatchObject({ file: backup, epoch: 1 });
    const secret = readFileSync(join(world.site, 'identity.json'), 'utf8').match(/"d": ?"([\w-]{20,})"/)?.[1];
    if (secret !== undefined) expect(readFileSync(backup).includes(secret)).toBe(false);

    const other = join(dirname(world.site), 'other');
    const restore = ['restore', backup, '--code-file', recoveryCode(world.site), '--data-dir', other, '--json'];
    const restored = JSON.parse(await must(causeway(restore)));
    expect(restored).toMatchObject({ site: server.site, epoch: 2, lost: null, replaced: null });
    const status = JSON.parse(await must(causeway(['status', '--json', '--data-dir', other])));
    expect(status).toMatchObject({ site: server.site, epoch: 2, items: [{ id: 'it-1' }] });
    expect(JSON.parse(await must(causeway(['verify', '--json', '--data-dir', other])))).toMatchObject({ ok: true });
    await server.stop();
  });

  it('replaces a site only with --force, keeps what was there, and says what is lost', async () => {
    await using world = await meet();
    const backup = world.on('site.cwbackup');
    await must(world.causeway('backup', '--out', backup));
    await must(world.causeway('import', await world.issue('plant.cwlic', [deviceItem])));
    const restore = ['restore', backup, '--code-file', recoveryCode(world.site)];
    const { code, stderr } = await world.causeway(...restore);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^request_conflict: .+ --force/);
    expect(await world.told('restore', backup, '--preview')).toMatchObject({ replaces: true, lost: { licenses: 1 } });
    expect(await world.told('status')).toMatchObject({ epoch: 1, items: [{ id: 'it-1' }] });
    const { replaced, ...told } = await world.told(...restore, '--force');
    expect(told).toMatchObject({ epoch: 2, lost: { licenses: 1 } });
    expect(readdirSync(replaced as string)).toContain('causeway.db');
    expect(await world.told('status')).toMatchObject({ epoch: 2, items: [] });
  });

  it('is not restored beside a running server, with a wrong code, nor from half a file', async () => {
    await using world = await meet();
    const backup = world.on('site.cwbackup');
    await must(world.causeway('backup', '--out', backup));
    const [code, wrong] = [recoveryCode(world.site), world.on('wrong-code')];
    const other = await meet();
    copyFileSync(recoveryCode(other.site), wrong);
    await other[Symbol.asyncDispose]();
    const half = world.on('half.cwbackup');
    const bytes = readFileSync(backup);
    writeFileSync(half, bytes.subarray(0, bytes.length / 2));
    const server = await world.serve();
    const refused = async (...args: readonly string[]) => {
      const ended = await world.causeway('restore', ...args, '--force', '--json');
      expect(ended.code).toBe(1);
      return JSON.parse(ended.stderr);
    };
    expect(await refused(backup, '--code-file', code)).toMatchObject({
      code: 'request_conflict',
      next: 'Stop the server, then restore again.',
    });
    expect(await server.stop()).toBe(0);
    expect((await refused(backup, '--code-file', wrong)).detail).toMatch(/recovery code/);
    expect((await refused(half, '--code-file', code)).code).toBe('signature_invalid');
    expect(await world.told('status')).toMatchObject({ epoch: 1, setUp: true });
    expect(await world.told('verify')).toMatchObject({ ok: true });
  });

  it('cannot be made before there is a recovery code', async () => {
    await using world = await meet();
    const fresh = join(dirname(world.site), 'fresh');
    const made = await causeway(['backup', '--out', world.on('b.cwbackup'), '--data-dir', fresh]);
    expect(made).toMatchObject({ code: 1, stderr: expect.stringMatching(/^request_conflict: .+causeway setup/) });
    expect(world.stick('.cwbackup')).toEqual([]);
  });
});

/** Where `meet` left the recovery code of its site. */
const recoveryCode = (site: string): string => join(dirname(site), 'recovery-code');
