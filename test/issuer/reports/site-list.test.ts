import { describe, expect, it } from 'vitest';
import { issueTo, makeDesk, openVendor, START, usageOrder } from '../support/desk.ts';
import { createTestSite, deviceUuid, makeBundle } from '../support/test-site.ts';

describe('the list of sites', () => {
  it('tells organizations, key, last bundle, acknowledgement, gaps and flags', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    await issueTo(desk, site);
    await issueTo(desk, site, { ...usageOrder, organization: '200002', licensee: 'Ferry' });
    const first = await makeBundle(site, card);
    const early = [4, 7].map((seq) => makeBundle(site, card, { seq, prev: 'A'.repeat(43) }));
    for (const [index, bundle] of [first, ...(await Promise.all(early))].entries()) desk.write(`${index}`, bundle.file);
    await desk.json('ingest', '0', '1', '2', '--dir', 'V', '--ack', 'a');
    const { sites } = await desk.json('sites', '--dir', 'V');
    expect(sites).toEqual([
      {
        ...{ site: site.uuid, thumbprint: site.key.thumbprint, firstSeen: START, retiredAt: null, flags: [] },
        organizations: [
          { id: '200001', licensee: 'Harbor Plant', serial: 2 },
          { id: '200002', licensee: 'Ferry', serial: 1 },
        ],
        lastBundle: { epoch: 1, seq: 1, made: 1_780_100_000, receivedAt: START + 2 },
        lastAcknowledgement: { epoch: 1, seq: 1, issuedAt: START + 3 },
        gaps: [
          { epoch: 1, from: 2, to: 3 },
          { epoch: 1, from: 5, to: 6 },
        ],
      },
    ]);
    const { stdout } = await desk.run('sites', '--dir', 'V');
    expect(stdout).toContain(`${site.uuid}  Harbor Plant (200001), Ferry (200002)`);
    expect(stdout).toContain('bundles 2 to 3 (epoch 1), bundles 5 to 6 (epoch 1)');
  });
});

describe('a retired site', () => {
  it('gets no license file until it is taken back, and its bundles are still booked', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const { sites } = await desk.json('sites', '--dir', 'V');
    expect(sites).toMatchObject([{ retiredAt: null }]);
    expect(await desk.json('sites', 'retire', site.uuid, '--dir', 'V')).toMatchObject({ retiredAt: START });
    await expect(issueTo(desk, site)).rejects.toThrow('site_unknown');
    desk.write('b', (await makeBundle(site, card)).file);
    expect(await desk.json('ingest', 'b', '--dir', 'V')).toMatchObject({ files: [{ outcome: 'booked' }] });
    desk.time.now += 100;
    expect(await desk.json('sites', '--dir', 'V', 'retire', site.uuid)).toMatchObject({ retiredAt: START });
    expect(await desk.json('sites', 'retire', site.uuid, '--undo', '--dir', 'V')).toMatchObject({ retiredAt: null });
    await expect(issueTo(desk, site)).resolves.toMatchObject({ serial: 2 });
  });

  it('must be a known one', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    expect(await desk.run('sites', 'retire', deviceUuid(1), '--dir', 'V')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^site_unknown: /),
    });
    expect((await desk.run('sites', 'retire', 'somewhere', '--dir', 'V')).code).toBe(2);
  });
});
