import { describe, expect, it } from 'vitest';
import { encodeQr } from '../../../protocol/device-file.ts';
import { type Desk, issueTo, makeDesk, openVendor } from '../support/desk.ts';
import { createSiteKey, createTestSite, deviceUuid, makeBundle, usageLine } from '../support/test-site.ts';

async function inspect(desk: Desk, file: string, ...options: string[]) {
  const result = await desk.json('inspect', file, ...options);
  return result as { kind: string; verified: boolean | null; verification: string; content: Record<string, unknown> };
}

const deviceRequest = {
  ...{
    typ: 'device-request',
    device: deviceUuid(1),
    vendor: 'acme-vision',
    product: 'barcode-reader',
    password: 'open sesame',
  },
  ...{ request: deviceUuid(2), days: 30, returnHash: 'A'.repeat(43) },
};

describe('inspecting', () => {
  it('says who a card, a request and a license file are of, with and without a vendor folder', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    for (const options of [[], ['--dir', 'V']]) {
      expect(await inspect(desk, 'card.cwcard', ...options)).toMatchObject({
        ...{ kind: 'vendor-card', verified: true, content: { iss: 'acme-vision', name: 'Acme Vision Ltd' } },
      });
      expect(await inspect(desk, 'site.cwreq', ...options)).toMatchObject({
        ...{ kind: 'activation-request', verified: true, content: { iss: site.uuid, signing: site.key.thumbprint } },
      });
      expect(await inspect(desk, 'site.cwlic', ...options)).toMatchObject({
        ...{ kind: 'license', verified: true, content: { aud: site.uuid, serial: 1, vendor: { id: 'acme-vision' } } },
      });
    }
    expect((await inspect(desk, 'site.cwlic')).verification).toContain('compare the thumbprints');
    expect((await inspect(desk, 'site.cwlic', '--dir', 'V')).verification).toBe(
      'Signed by a key of this vendor folder.',
    );
  });

  it('shows what a file says whose signature does not hold, and that it does not', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    for (const [name, content] of [
      ['card.cwcard', { iss: 'acme-vision' }],
      ['site.cwreq', { iss: site.uuid }],
      ['site.cwlic', { aud: site.uuid }],
    ] as const) {
      desk.write(
        'changed',
        desk.read(name).replace(/.\n?$/, (last) => (last.startsWith('A') ? 'Q' : 'A')),
      );
      expect(await inspect(desk, 'changed', '--dir', 'V')).toMatchObject({ verified: false, content });
    }
  });

  it('does not take the license file of a vendor of the same name for its own', async () => {
    await using desk = makeDesk();
    await openVendor(desk, 'acme-vision', 'W');
    await issueTo(desk, await createTestSite(), undefined, { dir: 'W' });
    await openVendor(desk);
    expect(await inspect(desk, 'site.cwlic', '--dir', 'V')).toMatchObject({ verified: false });
    expect(await inspect(desk, 'site.cwlic', '--dir', 'W')).toMatchObject({ verified: true });
  });

  it('says that a request is of a known site with another key', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    expect((await inspect(desk, 'site.cwreq', '--dir', 'V')).verification).toContain('by which the site is known');
    const other = { ...site, key: await createSiteKey() };
    await issueTo(desk, other, undefined, { previous: site.key });
    desk.copy('site.cwreq', 'newer.cwreq');
    expect((await inspect(desk, 'newer.cwreq', '--dir', 'V')).verification).toContain('by which the site is known');
  });

  it('opens a bundle of a known site without booking it, and none without the vendor folder', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    desk.write('b', (await makeBundle(site, card, { lines: [usageLine(deviceUuid(1), 5)] })).file);
    expect(await inspect(desk, 'b')).toMatchObject({ kind: 'sync-bundle', verified: false });
    expect(await inspect(desk, 'b', '--dir', 'V')).toMatchObject({
      ...{ verified: true, content: { site: site.uuid, seq: 1, lines: { header: 1, usage: 1, end: 1 } } },
    });
    expect(await desk.json('usage', '--dir', 'V')).toEqual({ items: [], usage: [] });
    const stranger = await makeBundle(await createTestSite(), card);
    desk.write('b', stranger.file);
    expect(await inspect(desk, 'b', '--dir', 'V')).toMatchObject({
      verified: false,
      content: { digest: stranger.digest },
    });
  });

  it('opens an acknowledgement and the license files in it', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    desk.write('b', (await makeBundle(site, card)).file);
    await desk.json('ingest', 'b', '--dir', 'V', '--ack', 'a', '--license', 'site.cwlic');
    expect(await inspect(desk, 'a', '--dir', 'V')).toMatchObject({
      ...{ kind: 'acknowledgement', verified: true, content: { seq: 1, licenses: [{ serial: 1 }] } },
    });
    expect(await inspect(desk, 'a')).toMatchObject({ verified: false, content: { seq: 1 } });
  });

  it('reads device files, also as the text of a QR code, without their secrets', async () => {
    await using desk = makeDesk();
    const deviceReturn = {
      typ: 'device-return',
      device: deviceUuid(1),
      lease: 'A'.repeat(16),
      returnKey: 'B'.repeat(42) + 'A',
    };
    desk.write('request', JSON.stringify(deviceRequest));
    desk.write('qr', await encodeQr(JSON.stringify(deviceRequest)));
    desk.write('return', JSON.stringify(deviceReturn));
    for (const name of ['request', 'qr']) {
      expect(await inspect(desk, name)).toMatchObject({
        kind: 'device-request',
        verified: null,
        content: { days: 30 },
      });
    }
    expect(await inspect(desk, 'return')).toMatchObject({ kind: 'device-return', verified: null });
    for (const name of ['request', 'qr', 'return']) {
      const { stdout } = await desk.run('inspect', name);
      expect(stdout).toContain('(not shown)');
      expect(stdout).not.toMatch(/sesame|BBBB/);
    }
  });

  it('refuses what is no file that travels', async () => {
    await using desk = makeDesk();
    desk.write('x', 'nonsense');
    expect(await desk.run('inspect', 'x')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^file_unknown: /) });
  });
});
