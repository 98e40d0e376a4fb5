import { readdirSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInputFile } from '../../../issuer/files/input-file.ts';
import { stageFile, writeOutputFile } from '../../../issuer/files/output-file.ts';
import { makeDesk } from '../support/desk.ts';

describe('a file that is written', () => {
  it('has its name only when it is whole', async () => {
    await using desk = makeDesk();
    desk.write('x', 'old');
    const staged = await stageFile(desk.at('x'), 'new');
    expect(desk.read('x')).toBe('old');
    await staged.publish();
    expect(desk.read('x')).toBe('new');
    expect(readdirSync(desk.path)).toEqual(['x']);
  });

  it('leaves the old one when it is given up or its content fails', async () => {
    await using desk = makeDesk();
    desk.write('x', 'old');
    await (await stageFile(desk.at('x'), 'new')).discard();
    const failing = (function* () {
      yield 'a';
      throw new Error('no more');
    })();
    await expect(writeOutputFile(desk.at('x'), failing)).rejects.toThrow('no more');
    expect(desk.read('x')).toBe('old');
    expect(readdirSync(desk.path)).toEqual(['x']);
  });

  it('goes to where a link leads, and the link stays', async () => {
    await using desk = makeDesk();
    desk.write('x', 'old');
    symlinkSync(desk.at('x'), desk.at('link'));
    await writeOutputFile(desk.at('link'), 'new');
    expect(desk.read('x')).toBe('new');
    expect(
      readdirSync(desk.path, { withFileTypes: true })
        .find(({ name }) => name === 'link')
        ?.isSymbolicLink(),
    ).toBe(true);
  });

  it('does not take the place of what is no file', async () => {
    await using desk = makeDesk();
    await writeOutputFile('/dev/null', 'gone');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    await expect(writeOutputFile(desk.path, 'x')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has the permissions that were asked for', async () => {
    await using desk = makeDesk();
    await writeOutputFile(desk.at('x'), 'secret', { mode: 0o600 });
    expect(statSync(desk.at('x')).mode & 0o777).toBe(0o600);
  });

  it('is refused by name where there is no folder', async () => {
    await using desk = makeDesk();
    await expect(writeOutputFile(desk.at('no/x'), 'x')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a file that is read', () => {
  it('may be as large as the limit and no larger', async () => {
    await using desk = makeDesk();
    desk.write('x', '12345');
    await expect(readInputFile(desk.at('x'), 5)).resolves.toEqual(Buffer.from('12345'));
    await expect(readInputFile(desk.at('x'), 4)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('is cut off at the limit when it has no size of its own', async () => {
    await expect(readInputFile('/dev/zero', 1_000_000)).rejects.toMatchObject({ code: 'too_large' });
    const status = await readInputFile('/proc/self/status');
    expect(status.toString()).toContain('Name:');
  });

  it('must be one, and be there', async () => {
    await using desk = makeDesk();
    await expect(readInputFile(desk.path)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readInputFile(desk.at('x'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(readInputFile(desk.at('x/y'))).rejects.toMatchObject({ code: 'not_found' });
  });
});
