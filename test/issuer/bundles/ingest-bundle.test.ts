import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Desk, issueTo, makeDesk, openVendor } from '../support/desk.ts';
import {
  type CardKeys,
  createSiteKey,
  createTestSite,
  deviceUuid,
  itemLine,
  makeBundle,
  makeChain,
  ndjson,
  seal,
  type TestBundle,
  type TestSite,
  usageLine,
} from '../support/test-site.ts';

type Scene = { readonly desk: Desk; readonly card: CardKeys; readonly site: TestSite };

/** A vendor that issued a license file to one site. */
async function makeScene(desk: Desk): Promise<Scene> {
  const card = await openVendor(desk);
  const site = await createTestSite();
  await issueTo(desk, site);
  return { desk, card, site };
}

function put(desk: Desk, bundles: readonly (TestBundle | string)[]): string[] {
  return bundles.map((bundle, index) => {
    const name = `${index + 1}.cwsync`;
    desk.write(name, typeof bundle === 'string' ? bundle : bundle.file);
    return name;
  });
}

/** Ingests and tells code and outcome of each file. */
async function ingest(desk: Desk, ...bundles: readonly (TestBundle | string)[]) {
  const { code, stdout } = await desk.run('ingest', ...put(desk, bundles), '--dir', 'V', '--json');
  const { files } = JSON.parse(stdout) as { files: { outcome: string; code?: string }[] };
  return {
    exit: code,
    files: files.map((file) => [file.outcome, file.code].filter((part) => part !== undefined).join(' ')),
  };
}

/** Every key with its total, as `device count`. */
async function totals(desk: Desk, dir = 'V'): Promise<string[]> {
  await desk.json('usage', '--dir', dir, '--csv', 'usage.csv');
  const [, ...rows] = desk.read('usage.csv').trimEnd().split('\n');
  return rows.map((row) => row.split(',').slice(-2).join(' ')).toSorted();
}

const [one, two, three] = [deviceUuid(1), deviceUuid(2), deviceUuid(3)];

describe('ingesting', () => {
  it('keeps the largest total of every key', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const chain = await makeChain(site, card, [
      [itemLine(), usageLine(one, 5), usageLine(two, 7)],
      [usageLine(one, 9), usageLine(three, 1)],
      [usageLine(one, 8)],
    ]);
    expect(await ingest(desk, ...chain)).toEqual({ exit: 0, files: ['booked', 'booked', 'booked'] });
    expect(await totals(desk)).toEqual([`${one} 9`, `${two} 7`, `${three} 1`]);
  });

  it('notes totals that fall, unless a new epoch began in between', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const chain = await makeChain(site, card, [
      [itemLine(), usageLine(one, 9)],
      [usageLine(one, 9)],
      [usageLine(one, 8)],
    ]);
    const flagsOf = async (...bundles: readonly TestBundle[]) => {
      const { stdout } = await desk.run('ingest', ...put(desk, bundles), '--dir', 'V', '--json');
      return (JSON.parse(stdout) as { files: { flags: string[] }[] }).files.map(({ flags }) => flags);
    };
    expect(await flagsOf(...chain)).toEqual([[], [], ['usage-fell']]);
    const restored = await makeBundle(site, card, {
      ...{ epoch: 2, seq: 1, prev: chain[2]!.digest, lines: [usageLine(one, 1)] },
    });
    expect(await flagsOf(restored)).toEqual([['restored']]);
    expect(await totals(desk)).toEqual([`${one} 9`]);
  });

  it('tells apart what differs in item, term, day, feature or site', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const other = await createTestSite();
    await issueTo(desk, other);
    const lines = [
      usageLine(one, 1),
      usageLine(one, 2, { item: 'it-2' }),
      usageLine(one, 3, { term: 1_790_000_000 }),
      usageLine(one, 4, { day: '2026-06-02' }),
      usageLine(one, 5, { feature: '1d' }),
    ];
    await ingest(
      desk,
      await makeBundle(site, card, { lines }),
      await makeBundle(other, card, { lines: [usageLine(one, 6)] }),
    );
    expect(await totals(desk)).toEqual([1, 2, 3, 4, 5, 6].map((count) => `${one} ${count}`));
  });

  it('changes nothing when a bundle comes again', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const bundle = await makeBundle(site, card, { lines: [usageLine(one, 5)] });
    const resealed = await seal(bundle.jws, card.sealing);
    expect(await ingest(desk, bundle, bundle, resealed)).toEqual({
      exit: 0,
      files: ['booked', 'duplicate bundle_duplicate', 'duplicate bundle_duplicate'],
    });
    expect(await totals(desk)).toEqual([`${one} 5`]);
  });

  it('keeps a bundle that comes early and books it when the gap closes', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const [first, second, third] = await makeChain(site, card, [
      [usageLine(one, 1)],
      [usageLine(two, 2)],
      [usageLine(three, 3)],
    ]);
    expect(await ingest(desk, third!)).toEqual({ exit: 0, files: ['kept bundle_gap'] });
    expect(await totals(desk)).toEqual([]);
    expect(await ingest(desk, third!)).toEqual({ exit: 0, files: ['duplicate bundle_duplicate'] });
    expect(await ingest(desk, first!)).toEqual({ exit: 0, files: ['booked'] });
    expect(await totals(desk)).toEqual([`${one} 1`]);
    expect(await ingest(desk, second!)).toEqual({ exit: 0, files: ['booked'] });
    expect(await totals(desk)).toEqual([`${one} 1`, `${two} 2`, `${three} 3`]);
  });

  it('ends with the same totals whatever the order in which bundles of several sites and epochs come', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const sites = [await createTestSite(), await createTestSite()];
    const bundles: TestBundle[] = [];
    for (const [index, site] of sites.entries()) {
      await issueTo(desk, site);
      const [a, b] = [deviceUuid(10 * index), deviceUuid(10 * index + 1)];
      const chain = await makeChain(site, card, [
        [usageLine(a, 5), usageLine(b, 3)],
        [usageLine(a, 9)],
        [usageLine(b, 11)],
      ]);
      const later = await makeChain(site, card, [[usageLine(a, 12)], [usageLine(b, 10)]], {
        epoch: 2,
        prev: chain[2]!.digest,
      });
      bundles.push(...chain, ...later);
    }
    const expected = [`${deviceUuid(0)} 12`, `${deviceUuid(1)} 11`, `${deviceUuid(10)} 12`, `${deviceUuid(11)} 11`];
    const order = fc.shuffledSubarray(bundles, { minLength: bundles.length });
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(order, async (shuffled) => {
        turn += 1;
        desk.copy('V', `V${turn}`);
        const { code } = await desk.run('ingest', ...put(desk, shuffled), '--dir', `V${turn}`);
        expect(code).toBe(0);
        expect(await totals(desk, `V${turn}`)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  it('holds no bundle back because another one was refused', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const [first, second] = await makeChain(site, card, [[usageLine(one, 1)], [usageLine(two, 2)]]);
    expect(await ingest(desk, first!, 'nonsense', second!)).toEqual({
      exit: 1,
      files: ['booked', 'refused file_unknown', 'booked'],
    });
  });

  it('takes a bundle that was wrapped and quoted on the way', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const { file } = await makeBundle(site, card, { lines: [usageLine(one, 1)] });
    const pasted = `\uFEFF> ${file.replace(/.{70}/g, (line) => `${line}\r\n> `)}\r\n`;
    expect(await ingest(desk, pasted)).toEqual({ exit: 0, files: ['booked'] });
    expect(await ingest(desk, `${file}\n`)).toEqual({ exit: 0, files: ['duplicate bundle_duplicate'] });
  });
});

describe('a new epoch', () => {
  it('goes on top of any bundle that is held, and is flagged', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const [first] = await makeChain(site, card, [[usageLine(one, 5)]]);
    const restored = await makeBundle(site, card, {
      epoch: 2,
      prev: 'A'.repeat(43),
      lines: [usageLine(one, 4), usageLine(two, 1)],
    });
    const { stderr } = await desk.run('ingest', ...put(desk, [first!, restored]), '--dir', 'V');
    expect(stderr).toContain('the site was restored from a backup and began a new epoch');
    expect(await totals(desk)).toEqual([`${one} 5`, `${two} 1`]);
    const { sites } = await desk.json('sites', '--dir', 'V');
    expect(sites).toMatchObject([{ lastBundle: { epoch: 2, seq: 1 }, flags: ['restored'], gaps: [] }]);
  });

  it('books what still waited in the epoch before', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const chain = await makeChain(site, card, [[], [], [usageLine(one, 7)]]);
    const later = await makeBundle(site, card, { epoch: 2, prev: chain[2]!.digest });
    expect(await ingest(desk, chain[0]!, chain[2]!, later)).toEqual({
      exit: 0,
      files: ['booked', 'kept bundle_gap', 'booked'],
    });
    expect(await totals(desk)).toEqual([`${one} 7`]);
    expect(await ingest(desk, chain[1]!)).toEqual({ exit: 0, files: ['booked'] });
    expect(await desk.json('sites', '--dir', 'V')).toMatchObject({
      sites: [{ lastBundle: { epoch: 2, seq: 1 }, gaps: [] }],
    });
  });
});

describe('a fork', () => {
  it('is refused and shows in the list of sites', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const [first, second] = await makeChain(site, card, [[usageLine(one, 5)], [usageLine(two, 6)]]);
    const forked = await makeBundle(site, card, { seq: 2, prev: first!.digest, lines: [usageLine(three, 9)] });
    expect(await ingest(desk, first!, second!, forked)).toEqual({
      exit: 1,
      files: ['booked', 'booked', 'refused bundle_fork'],
    });
    expect(await ingest(desk, forked)).toEqual({ exit: 1, files: ['refused bundle_fork'] });
    expect(await totals(desk)).toEqual([`${one} 5`, `${two} 6`]);
    expect(await desk.json('sites', '--dir', 'V')).toMatchObject({
      sites: [{ flags: ['forked'], lastBundle: { seq: 2 } }],
    });
  });

  it('is found when only what follows it arrives', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const [first] = await makeChain(site, card, [[usageLine(one, 5)]]);
    const other = await makeBundle(site, card, { lines: [usageLine(one, 4)] });
    const follows = await makeBundle(site, card, { seq: 2, prev: other.digest });
    expect(await ingest(desk, first!, follows)).toEqual({ exit: 1, files: ['booked', 'refused bundle_fork'] });
  });

  it('is found when the one held after it names another', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const [first, second] = await makeChain(site, card, [[usageLine(one, 5)], [usageLine(two, 6)]]);
    const other = await makeBundle(site, card, { lines: [usageLine(one, 4)] });
    expect(await ingest(desk, second!, other)).toEqual({ exit: 1, files: ['kept bundle_gap', 'refused bundle_fork'] });
    expect(await ingest(desk, first!)).toEqual({ exit: 0, files: ['booked'] });
    expect(await totals(desk)).toEqual([`${one} 5`, `${two} 6`]);
  });
});

describe('a bundle is refused', () => {
  it('as edited when any character of it was changed', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const { file } = await makeBundle(site, card, { lines: [usageLine(one, 1)] });
    const start = file.indexOf('.', file.indexOf('.') + 1);
    const flip = fc.integer({ min: start + 1, max: file.length - 1 }).map((at) => {
      const changed = file[at] === '.' ? 'A' : file[at] === 'x' ? 'y' : 'x';
      return file.slice(0, at) + changed + file.slice(at + 1);
    });
    await fc.assert(
      fc.asyncProperty(flip, async (changed) => {
        expect(await ingest(desk, changed)).toEqual({ exit: 1, files: ['refused bundle_edited'] });
      }),
      { numRuns: 60 },
    );
    expect(await totals(desk)).toEqual([]);
  });

  it('under a code of its own whatever is done to its head', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const { file } = await makeBundle(site, card, { lines: [usageLine(one, 1)] });
    const start = file.indexOf('.', file.indexOf('.') + 1);
    const flip = fc
      .integer({ min: 0, max: start - 1 })
      .map((at) => `${file.slice(0, at)}${file[at] === 'x' ? 'y' : 'x'}${file.slice(at + 1)}`);
    await fc.assert(
      fc.asyncProperty(flip, async (changed) => {
        const { exit, files } = await ingest(desk, changed);
        expect(exit).toBe(1);
        expect(['refused bundle_edited', 'refused bundle_foreign', 'refused file_unknown']).toContain(files[0]);
      }),
      { numRuns: 60 },
    );
    expect(await totals(desk)).toEqual([]);
  });

  it('as edited when it was cut', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const { file } = await makeBundle(site, card, { lines: [usageLine(one, 1)] });
    for (const share of [0.9, 0.5, 0.4]) {
      expect(await ingest(desk, file.slice(0, file.length * share))).toEqual({
        exit: 1,
        files: ['refused bundle_edited'],
      });
    }
  });

  it('as edited when somebody changed what was signed and sealed it again', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const { jws } = await makeBundle(site, card, { lines: [usageLine(one, 100)] });
    const [header, , signature] = jws.split('.');
    const other = await makeBundle(site, card, { lines: [usageLine(one, 1)], key: await createSiteKey() });
    const forged = `${header}.${other.jws.split('.')[1]}.${signature}`;
    expect(await ingest(desk, await seal(forged, card.sealing))).toEqual({ exit: 1, files: ['refused bundle_edited'] });
    expect(await ingest(desk, await seal('not.a.token', card.sealing))).toEqual({
      exit: 1,
      files: ['refused bundle_edited'],
    });
  });

  it('as foreign when it is for another vendor', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const theirs = await openVendor(desk, 'other-vendor', 'W');
    const misdirected = await makeBundle(site, card, { aud: 'other-vendor' });
    expect(await ingest(desk, misdirected)).toEqual({ exit: 1, files: ['refused bundle_foreign'] });
    expect(await ingest(desk, await makeBundle(site, theirs))).toEqual({ exit: 1, files: ['refused bundle_foreign'] });
  });

  it('when its first line is not of the site, vendor and number that were signed', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const headers = [
      { vendor: 'other' },
      { site: deviceUuid(7) },
      { seq: 0 },
      { epoch: -1 },
      { seq: 2, prev: null },
      { seq: 1, prev: 'A'.repeat(43) },
      { t: 'item' },
    ];
    for (const header of headers) {
      expect(await ingest(desk, await makeBundle(site, card, { header }))).toEqual({
        exit: 1,
        files: ['refused bundle_edited'],
      });
    }
  });

  it('when its site is not known, or known with another key', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    expect(await ingest(desk, await makeBundle(await createTestSite(), card))).toEqual({
      exit: 1,
      files: ['refused site_unknown'],
    });
    const key = await createSiteKey();
    expect(await ingest(desk, await makeBundle(site, card, { key }))).toEqual({
      exit: 1,
      files: ['refused site_conflict'],
    });
  });

  it.each([
    ['is no gzip', Buffer.from('plain')],
    ['is cut', gzipSync(ndjson([{ t: 'header' }])).subarray(0, -4)],
    ['has no line', gzipSync('')],
    ['is no JSON', gzipSync('{"t":"header"\n')],
    ['is no UTF-8', gzipSync(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
  ])('when what it packs %s', async (_, content) => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    expect(await ingest(desk, await makeBundle(site, card, { content }))).toEqual({
      exit: 1,
      files: ['refused bundle_edited'],
    });
  });

  it('without a trace when one of its lines is wrong', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const wrong = [
      usageLine(two, -1),
      usageLine(two, 1.5),
      usageLine(two, 1, { day: '2026-13-01' }),
      usageLine(two, 1, { device: 'me' }),
      itemLine({ metric: 'guess' }),
      { t: 'end', lines: 2 },
      { t: 'unheard-of' },
    ];
    for (const line of wrong) {
      const lines = [itemLine(), usageLine(one, 5), line];
      expect(await ingest(desk, await makeBundle(site, card, { lines }))).toEqual({
        exit: 1,
        files: ['refused bundle_edited'],
      });
    }
    const early = await makeBundle(site, card, { seq: 2, prev: 'A'.repeat(43), lines: [wrong[0]!] });
    expect(await ingest(desk, early)).toEqual({ exit: 1, files: ['refused bundle_edited'] });
    expect(await totals(desk)).toEqual([]);
    expect(await desk.json('sites', '--dir', 'V')).toMatchObject({ sites: [{ lastBundle: null, gaps: [] }] });
    expect(await desk.json('usage', '--dir', 'V')).toEqual({ items: [], usage: [] });
  });

  it('when its lines were taken away or its end is missing', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const { jws } = await makeBundle(site, card);
    const header = JSON.parse(unpackedHeader(jws)) as object;
    for (const lines of [
      [header],
      [header, { t: 'end', lines: 9 }],
      [header, { t: 'end', lines: 2 }, usageLine(one, 1)],
    ]) {
      const bundle = await makeBundle(site, card, { content: gzipSync(ndjson(lines)) });
      expect(await ingest(desk, bundle)).toEqual({ exit: 1, files: ['refused bundle_edited'] });
    }
  });

  it('as too large when it unpacks to more than is accepted', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(await ingest(desk, await makeBundle(site, card, { content: bomb }))).toEqual({
      exit: 1,
      files: ['refused too_large'],
    });
    const header = JSON.parse(unpackedHeader((await makeBundle(site, card)).jws)) as object;
    const endless = gzipSync(
      Buffer.concat([ndjson([header]), Buffer.from(`${JSON.stringify(usageLine(one, 1))}\n`.repeat(500_001))]),
    );
    expect(await ingest(desk, await makeBundle(site, card, { content: endless }))).toEqual({
      exit: 1,
      files: ['refused too_large'],
    });
    expect(await totals(desk)).toEqual([]);
  });

  it('as too large before it is read when the file is', async () => {
    await using desk = makeDesk();
    await makeScene(desk);
    expect(await ingest(desk, 'x'.repeat(64 * 1024 * 1024 + 1))).toEqual({ exit: 1, files: ['refused too_large'] });
  });

  it('by the name of what it is when it is another file', async () => {
    await using desk = makeDesk();
    await makeScene(desk);
    for (const name of ['site.cwlic', 'site.cwreq', 'card.cwcard', 'order.json']) {
      const { code, stderr } = await desk.run('ingest', name, '--dir', 'V');
      expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^file_unknown: /) });
    }
    const { code, stderr } = await desk.run('ingest', 'missing', '--dir', 'V');
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^not_found: .*missing/) });
  });
});

describe('a site that changed its key', () => {
  it('is known by what it signed before and after', async () => {
    await using desk = makeDesk();
    const { card, site } = await makeScene(desk);
    const moved = { ...site, key: await createSiteKey() };
    const first = await makeBundle(site, card, { lines: [usageLine(one, 1)] });
    const second = await makeBundle(moved, card, { seq: 2, prev: first.digest, lines: [usageLine(two, 2)] });
    expect(await ingest(desk, first, second)).toEqual({ exit: 1, files: ['booked', 'refused site_conflict'] });
    await issueTo(desk, moved, undefined, { previous: site.key });
    expect(await ingest(desk, second, first)).toEqual({ exit: 0, files: ['booked', 'duplicate bundle_duplicate'] });
  });
});

/** The first line of a bundle that is not sealed. */
function unpackedHeader(jws: string): string {
  return (
    gunzipSync(Buffer.from(jws.split('.')[1] ?? '', 'base64url'))
      .toString('utf8')
      .split('\n')[0] ?? ''
  );
}
