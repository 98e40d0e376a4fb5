import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeway, issuer, must, temporaryFolder } from '../support/commands.ts';
import { createFileDevice, makeDeviceRequest, makeDeviceReturn } from '../support/device-files.ts';

type Found = Readonly<Record<string, unknown>> & { readonly file: string; readonly outcome: string };

/** A stick that went round two sites: everything on it was made with the real commands. */
async function fullStick(folder: string) {
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const [own, other] = [at('own'), at('other')];
  mkdirSync(at('stick', 'devices'), { recursive: true });
  await must(issuer(['init', '--vendor', 'acme-vision', '--name', 'Acme Vision', '--dir', at('vendor')]));
  await must(issuer(['card', '--dir', at('vendor'), '--out', at('stick', 'acme.cwcard')]));
  for (const data of [own, other]) await must(causeway(['activate', '--data-dir', data, '--out', `${data}.cwreq`]));
  const issue = async (data: string, name: string, id: string, more: object = {}): Promise<void> => {
    const item = { id, product: 'barcode-reader', name: 'Reader', metric: 'device', quota: 5, features: ['qr'] };
    const items = [{ ...item, end: '2099-12-31' }];
    writeFileSync(at('order.json'), JSON.stringify({ organization: '200001', licensee: 'Harbor', items, ...more }));
    const files = ['--order', at('order.json'), '--request', `${data}.cwreq`, '--out', at('stick', name)];
    await must(issuer(['issue', '--dir', at('vendor'), ...files]));
  };
  await issue(own, 'z-first.cwlic', 'it-1');
  await issue(own, 'a-second.cwlic', 'it-2');
  await issue(other, 'other.cwlic', 'it-1');
  writeFileSync(at('stick', 'holiday.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x10]));
  writeFileSync(at('stick', 'a.cwreq'), readFileSync(`${own}.cwreq`));
  return {
    own,
    other,
    stick: at('stick'),
    on: (...names: readonly string[]) => at('stick', ...names),
    look: async (...more: readonly string[]): Promise<readonly Found[]> => {
      const { stdout } = await causeway(['import', at('stick'), '--json', '--data-dir', own, ...more]);
      return stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Found);
    },
  };
}

const outcomes = (found: readonly Found[]) => Object.fromEntries(found.map(({ file, outcome }) => [file, outcome]));

describe('a stick that comes home', () => {
  it('is shown before anything changes, imported in turn, and harmless the second time', async () => {
    await using folder = temporaryFolder();
    const { own, other, stick, on, look } = await fullStick(folder.path);
    const crane = createFileDevice();
    const request = makeDeviceRequest(crane);
    writeFileSync(on('devices', 'crane.cwdev'), request.text);

    const before = await look('--dry-run');
    expect(before.map(({ file, outcome }) => [file, outcome])).toEqual([
      ['acme.cwcard', 'new'],
      ['z-first.cwlic', 'new'],
      ['other.cwlic', 'elsewhere'],
      ['a-second.cwlic', 'new'],
      ['devices/crane.cwdev', 'later'],
      ['a.cwreq', 'elsewhere'],
    ]);
    expect(before.find(({ file }) => file === 'other.cwlic')).toMatchObject({
      site: JSON.parse(await must(causeway(['status', '--json', '--data-dir', other]))).site,
    });
    expect(outcomes(await look('--preview'))).toEqual(outcomes(before));

    const shown = await must(causeway(['import', stick, '--data-dir', own]));
    expect(shown).toMatch(/^For this site.*z-first\.cwlic.*a-second\.cwlic.*Left alone.*Imported z-first/s);
    expect(readdirSync(on('devices'))).toEqual(['crane.cwdev', `lease-${crane.uuid.slice(0, 8)}.cwdev`]);

    const again = outcomes(await look());
    expect(again).toMatchObject({ 'z-first.cwlic': 'already', 'devices/crane.cwdev': 'already' });
    expect(Object.values(again)).not.toContain('imported');
    const status = JSON.parse(await must(causeway(['status', '--json', '--data-dir', own])));
    expect(status.totals).toMatchObject({ devices: 1 });
  });

  it('answers two requests of one device by two files, and takes its return home', async () => {
    await using folder = temporaryFolder();
    const { own, other, on, look } = await fullStick(folder.path);
    await look();
    const crane = createFileDevice();
    const [first, second] = [makeDeviceRequest(crane), makeDeviceRequest(crane, { days: 60 })];
    writeFileSync(on('1.cwdev'), first.text);
    writeFileSync(on('2.cwdev'), second.text);
    await look();
    const answers = readdirSync(on()).filter((name) => name.startsWith('lease-'));
    const leases = answers.map((name) => JSON.parse(readFileSync(on(name), 'utf8')) as Record<string, string>);
    expect(leases.map(({ request }) => request).sort()).toEqual([first.request, second.request].sort());

    const last = leases.find(({ request }) => request === second.request)!;
    const { jti } = JSON.parse(Buffer.from(last.lease!.split('.')[1]!, 'base64url').toString()) as { jti: string };
    const { returnKey } = second;
    writeFileSync(on('back.cwdev'), makeDeviceReturn(crane, { lease: jti, returnKey }));
    const elsewhere = await causeway(['import', on(), '--json', '--preview', '--data-dir', other]);
    expect(elsewhere.stdout).toMatch(/"file":"back\.cwdev","outcome":"elsewhere"/);
    expect(outcomes(await look())['back.cwdev']).toBe('imported');
    expect(outcomes(await look())['back.cwdev']).toBe('already');
    expect(await must(causeway(['verify', '--data-dir', own]))).toMatch(/./);
  });

  it('keeps out what is damaged, names it, and imports the rest', async () => {
    await using folder = temporaryFolder();
    const { own, stick, on } = await fullStick(folder.path);
    const text = readFileSync(on('a-second.cwlic'), 'utf8');
    writeFileSync(on('a-second.cwlic'), `${text.slice(0, -20)}\n`);
    const { code, stdout, stderr } = await causeway(['import', stick, '--json', '--data-dir', own]);
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ file: 'a-second.cwlic', code: 'license_malformed' });
    expect(stdout).toMatch(/"file":"z-first\.cwlic","outcome":"imported"/);
  });
});
