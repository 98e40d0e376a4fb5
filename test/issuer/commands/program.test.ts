import { describe, expect, it } from 'vitest';
import { isCode } from '../../../protocol/codes.ts';
import { issueTo, makeDesk, openVendor } from '../support/desk.ts';
import { createTestSite, makeBundle } from '../support/test-site.ts';

describe('causeway-issuer', () => {
  it.each([
    [],
    ['unheard-of'],
    ['init', '--vendor', 'acme', '--name', 'Acme'],
    ['init', '--vendor', 'acme', '--dir', 'V'],
    ['init', '--vendor', 'acme', '--name', ' ', '--dir', 'V'],
    ['card', '--dir', 'V'],
    ['issue', '--dir', 'V', '--order', 'o', '--request', 'r'],
    ['ingest', '--dir', 'V'],
    ['ingest', 'b'],
    ['ingest', 'b', '--dir', 'V', '--ack', 'a', '--lock-site', '--unlock-site'],
    ['usage'],
    ['usage', '--dir', 'V', '--colour'],
    ['sites'],
    ['sites', 'retire', '--dir', 'V'],
    ['inspect'],
    ['inspect', 'a', 'b'],
  ])('ends with 2 and a hint on stderr when it is used as "%s %s %s %s"', async (...args) => {
    await using desk = makeDesk();
    await openVendor(desk);
    const { code, stdout, stderr } = await desk.run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/error: |Usage: /);
  });

  it('explains itself and every command', async () => {
    await using desk = makeDesk();
    const { code, stdout } = await desk.run('--help');
    expect(code).toBe(0);
    for (const command of ['init', 'card', 'rotate', 'issue', 'ingest', 'usage', 'sites', 'inspect']) {
      expect(stdout).toMatch(new RegExp(`^ +${command} `, 'm'));
      expect(await desk.run(command, '--help')).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it('prints one JSON object for every command with --json, before or after its name', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    desk.write('b', (await makeBundle(site, card)).file);
    for (const args of [
      ['card', '--dir', 'V', '--out', 'c'],
      ['rotate', '--dir', 'V'],
      ['issue', '--dir', 'V', '--order', 'order.json', '--request', 'site.cwreq', '--out', 'l'],
      ['ingest', 'b', '--dir', 'V', '--ack', 'a'],
      ['usage', '--dir', 'V'],
      ['usage', '--dir', 'V', '--csv', 'u'],
      ['sites', '--dir', 'V'],
      ['sites', 'retire', site.uuid, '--dir', 'V'],
      ['inspect', 'l'],
    ]) {
      const { code, stdout } = await desk.run(...args, '--json');
      expect(code).toBe(0);
      expect(stdout.trim().split('\n')).toHaveLength(1);
      expect(JSON.parse(stdout)).toBeTypeOf('object');
    }
  });

  it('tells a refusal on stderr by a code of the registry, a sentence and the next step', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    desk.write('x', 'nonsense');
    const text = await desk.run('ingest', 'x', '--dir', 'V');
    expect(text).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^file_unknown: .*x: .+\. .+\.\n$/),
    });
    const { code, stderr } = await desk.run('inspect', 'x', '--json');
    const refusal = JSON.parse(stderr) as Record<string, string>;
    expect({ code, known: isCode(refusal.code ?? '') }).toEqual({ code: 1, known: true });
    expect(Object.keys(refusal)).toEqual(['code', 'detail', 'next', 'file']);
  });

  it('tells what is no refusal on stderr too, and ends with 0', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    desk.write('b', (await makeBundle(site, card, { seq: 2, prev: 'A'.repeat(43) })).file);
    const gap = await desk.run('ingest', 'b', '--dir', 'V', '--json');
    expect({ code: gap.code, told: JSON.parse(gap.stderr) }).toMatchObject({ code: 0, told: { code: 'bundle_gap' } });
    const again = await desk.run('ingest', 'b', '--dir', 'V');
    expect(again).toMatchObject({ code: 0, stdout: '', stderr: expect.stringMatching(/^bundle_duplicate: /) });
  });

  it('refuses a vendor folder whose database is damaged, by name', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    desk.write('V/issuer.db', 'x'.repeat(5000));
    expect(await desk.run('sites', '--dir', 'V')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^internal_error: .*issuer\.db is damaged.*backup/),
    });
  });
});
