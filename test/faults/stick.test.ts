import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { type FileHandle, link, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AtomicFiles } from '../../dls/atomic-file.ts';
import { lookThrough } from '../../dls/gap/look-through.ts';
import { writeToFolder } from '../../dls/gap/write-to-folder.ts';
import { exportBundle, readBundle } from '../../dls/operations/export-bundle.ts';
import { importFile } from '../../dls/operations/import-file.ts';
import { type FatStick, fatBy, fatStick } from '../support/fat-stick.ts';
import { seedDevice, seedReport, seedVendor } from '../support/seed.ts';
import { makeSite, type TestSite } from '../support/site.ts';
import { createVendor, makeAcknowledgement, openBundle, testStart } from '../support/vendor.ts';

const vendor = createVendor();
let site: TestSite;
let bundle: { readonly name: string; readonly bytes: Buffer };

/** A site with a bundle of some size that was made and waits to be written. */
beforeEach(async () => {
  site = await makeSite();
  await seedVendor(site, vendor, ['it-1']);
  for (let index = 0; index < 20; index += 1) {
    const device = await seedDevice(site, vendor.id, 'it-1');
    await seedReport(site, { vendor: vendor.id, item: 'it-1', device, report: 1, count: index + 1 });
  }
  const [made] = await exportBundle(site, { actor: 'command' });
  bundle = await readBundle(site, { vendor: vendor.id, seq: made!.seq });
});

afterEach(() => site.close());

/** Nothing is lost: the site gives out the very bytes, and they still say everything. */
async function expectKept(): Promise<void> {
  const again = await readBundle(site, { vendor: vendor.id, seq: 1 });
  expect(again.bytes.equals(bundle.bytes)).toBe(true);
  const { lines } = await openBundle(vendor, again.bytes, [site.identity.current.current]);
  expect(lines.filter(({ t }) => t === 'usage')).toHaveLength(20);
}

/** Where the writing of a file can be when a stick is pulled. */
const stages = ['open', 'write', 'flush', 'rename', 'folder'] as const;
type Stage = (typeof stages)[number];

/** The real file system, with something that happens right before a stage. */
function filesWith(stage: Stage, happens: () => void): AtomicFiles {
  const before = (at: Stage): void => {
    if (at === stage) happens();
  };
  return {
    link,
    platform: process.platform,
    open: (async (path: string, flags: string, mode?: number) => {
      before(flags === 'r' ? 'folder' : 'open');
      const handle = await open(path, flags, mode);
      return flags === 'r' ? handle : watched(handle, before);
    }) as typeof open,
    rename: async (from, to) => {
      before('rename');
      await rename(from, to);
    },
  };
}

function watched(handle: FileHandle, before: (at: Stage) => void): FileHandle {
  return new Proxy(handle, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) => {
        if (name === 'appendFile') before('write');
        if (name === 'sync') before('flush');
        return value.apply(target, values);
      };
    },
  });
}

describe.runIf(fatBy !== null)('a real FAT32 stick', () => {
  let stick: FatStick;
  beforeEach(async () => {
    stick = await fatStick();
  });
  afterEach(() => stick[Symbol.asyncDispose]());

  it('takes a bundle under its full name, byte for byte, also a second time', async () => {
    for (let time = 0; time < 2; time += 1) {
      await writeToFolder(stick.path, bundle);
      stick.pull();
      await stick.plug();
      expect(readdirSync(stick.path)).toEqual([bundle.name]);
      expect(readFileSync(join(stick.path, bundle.name)).equals(bundle.bytes)).toBe(true);
    }
  });

  it('brings answers home, whatever the times of its files say', async () => {
    await writeToFolder(stick.path, bundle);
    const { digest } = await openBundle(vendor, bundle.bytes, [site.identity.current.current]);
    const text = makeAcknowledgement(vendor, { site: site.identity.current, epoch: 1, seq: 1, digest });
    writeFileSync(join(stick.path, 'ANSWER.CWA'), text);
    stick.pull();
    await stick.plug({ readOnly: true });
    const { files } = await lookThrough(stick.path);
    expect(files.map(({ kind }) => kind).toSorted()).toEqual(['acknowledgement', 'sync-bundle']);
    const answer = files.find(({ kind }) => kind === 'acknowledgement')!;
    expect(await importFile(site, { bytes: answer.content, actor: 'command' })).toMatchObject({ already: false });
  });

  // The program in user space says nothing sensible of a full drive.
  it.runIf(fatBy === 'kernel')(
    'that is full is refused with the next step, and takes the very bytes once there is room',
    async () => {
      const ballast = join(stick.path, 'ballast');
      fill(ballast);
      await expect(writeToFolder(stick.path, bundle)).rejects.toMatchObject({
        code: 'storage_full',
        message: expect.stringMatching(/no room left .* try again/),
      });
      expect(readdirSync(stick.path)).toEqual(['ballast']);
      rmSync(ballast);
      await writeToFolder(stick.path, bundle);
      expect(readFileSync(join(stick.path, bundle.name)).equals(bundle.bytes)).toBe(true);
      await expectKept();
    },
  );

  it('that is write-protected is refused with the next step', async () => {
    stick.pull();
    await stick.plug({ readOnly: true });
    await expect(writeToFolder(stick.path, bundle)).rejects.toMatchObject({
      code: 'storage_full',
      message: expect.stringMatching(/read-only.*try again|may not use.*try again/),
    });
    expect(readdirSync(stick.path)).toEqual([]);
    await expectKept();
  });

  it.each(stages)('that is pulled at the stage "%s" holds the whole file or none under its name', async (stage) => {
    const files = filesWith(stage, () => stick.pull());
    const outcome = await writeToFolder(stick.path, bundle, { files }).then(
      () => null,
      (error: { readonly code?: string; readonly message?: string }) => error,
    );
    if (outcome !== null) expect(outcome.message).toMatch(/(again|first|drive|another)\b.*\.$/);
    await stick.plug();
    if (readdirSync(stick.path).includes(bundle.name)) {
      expect(readFileSync(join(stick.path, bundle.name)).equals(bundle.bytes)).toBe(true);
    }
    await writeToFolder(stick.path, bundle);
    expect(readFileSync(join(stick.path, bundle.name)).equals(bundle.bytes)).toBe(true);
    await expectKept();
  });

  it('on which a writer was killed gets rid of what that left', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const left = join(stick.path, `.${bundle.name}.${child.pid}-0123456789ab.part`);
    writeFileSync(left, 'half');
    await writeToFolder(stick.path, bundle);
    expect(readdirSync(stick.path)).toEqual([bundle.name]);
  });
});

describe('a stick that fails in its own way', () => {
  const folder = () => site.folder;
  const failing = (code: string) => () => {
    throw Object.assign(new Error(code), { code, syscall: 'write' });
  };

  it.each([
    ['ENOSPC', /no room left .* try again/],
    ['EROFS', /read-only.* try again/],
    ['EIO', /does not answer .* try again/],
    ['ENOTCONN', /does not answer .* try again/],
    ['EFBIG', /larger than that drive can hold .*exFAT/],
  ])('with %s at any stage leaves no half file and says what to do', async (code, sentence) => {
    const before = readdirSync(folder());
    for (const stage of ['open', 'write', 'flush', 'rename'] as const) {
      const files = filesWith(stage, failing(code));
      await expect(writeToFolder(folder(), bundle, { files }), stage).rejects.toMatchObject({
        code: 'storage_full',
        message: expect.stringMatching(sentence),
      });
      expect(readdirSync(folder()), stage).toEqual(before);
    }
    await expectKept();
  });

  it('because it is slow tells how far it is, and can be stopped in the middle without a trace', async () => {
    const large = { name: bundle.name, bytes: Buffer.alloc(5 * 1024 * 1024, 7) };
    const before = readdirSync(folder());
    const stop = new AbortController();
    const told: number[] = [];
    const onProgress = (bytes: number): void => {
      told.push(bytes);
      if (told.length === 3) stop.abort(new Error('stopped'));
    };
    const writing = writeToFolder(folder(), large, { onProgress, signal: stop.signal });
    await expect(writing).rejects.toThrow('stopped');
    expect(told).toEqual([1, 2, 3].map((part) => part * 1024 * 1024));
    expect(readdirSync(folder())).toEqual(before);
    await writeToFolder(folder(), large, { onProgress });
    expect(told.at(-1)).toBe(large.bytes.length);
    expect(readFileSync(join(folder(), large.name)).equals(large.bytes)).toBe(true);
  });

  it('takes names that FAT32 allows', () => {
    const name = `${'v'.repeat(24)}-${site.identity.current.site.slice(0, 8)}-e999-999999.cwsync`;
    const temporary = `.${name}.4194304-0123456789ab.part`;
    expect(`${temporary}${bundle.name}`).not.toMatch(/["*/:<>?\\|\p{C}]/u);
    expect(temporary.length).toBeLessThanOrEqual(255);
    expect(testStart).toBeGreaterThan(0);
  });
});

/** Writes until nothing more goes in. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [1024 * 1024, 64 * 1024, 512]) {
      const block = Buffer.alloc(size, 1);
      for (;;) {
        try {
          if (writeSync(file, block) < size) break;
        } catch {
          break;
        }
      }
    }
  } finally {
    closeSync(file);
  }
}
