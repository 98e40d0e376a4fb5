import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../sdk/clock.ts';
import { type DeviceState, openDeviceState } from '../../sdk/device-state.ts';
import { newMemory } from '../../sdk/memory.ts';
import type { Store } from '../../sdk/ports.ts';
import { type Sealer, sealerFor } from '../../sdk/seal.ts';
import { joined } from '../../sdk/store-memory.ts';

type Contents = Map<string, Uint8Array<ArrayBuffer>>;

const sealers: [Sealer, Sealer] = [await sealerFor('f0e1', systemRandom), await sealerFor(null, systemRandom)];
const used = (count: number) => ({
  kind: 'used' as const,
  records: [{ item: 'it-1', feature: 'qr', slot: 180, count }],
});

/** A disk that loses power in the middle of its `last` operation: a part of what is added, the old or the new content. */
function failingStore(contents: Contents, last: number, torn: number): Store {
  let operations = 0;
  const step = (): 'whole' | 'torn' => {
    operations += 1;
    if (operations > last) throw new Error('The power is off.');
    return operations === last ? 'torn' : 'whole';
  };
  const off = (): never => {
    throw new Error('The power went off.');
  };
  return {
    read: async (name) => contents.get(name) ?? null,
    write: async (name, bytes) => {
      if (step() === 'whole' || torn > 0.5) contents.set(name, bytes);
      if (operations === last) off();
    },
    append: async (name, bytes) => {
      const part = step() === 'whole' ? bytes : bytes.slice(0, Math.floor(bytes.length * torn));
      contents.set(name, joined([contents.get(name) ?? new Uint8Array(0), part]));
      if (operations === last) off();
    },
    remove: async (name) => {
      step();
      contents.delete(name);
      if (operations === last) off();
    },
    list: async () => [...contents.keys()],
    close: async () => undefined,
  };
}

const open = (store: Store): Promise<DeviceState & { readonly discarded: boolean }> =>
  openDeviceState(store, sealers, () => newMemory('AAAAAAAAAAAAAAAAAAAAAA'));

describe('what a device keeps', () => {
  it('has every use that resolved, wherever the power goes off', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 2_600 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (last, torn) => {
          const contents: Contents = new Map();
          let resolved = 0;
          let begun = 0;
          try {
            const state = await open(failingStore(contents, last, torn));
            for (let number = 1; number < 2_600; number += 1) {
              begun += number;
              await state.change(used(number));
              resolved += number;
            }
          } catch {
            // The power went off.
          }
          const again = await open(failingStore(contents, Number.POSITIVE_INFINITY, 1));
          expect([resolved, begun]).toContain(again.book().unreported());
          expect(again.memory().deviceKey).toBe('AAAAAAAAAAAAAAAAAAAAAA');
          await again.change(used(7));
          const third = await open(failingStore(contents, Number.POSITIVE_INFINITY, 1));
          expect(third.book().unreported()).toBe(again.book().unreported());
        },
      ),
      {
        numRuns: 12,
        examples: [
          [2, 0.4],
          [3, 0.9],
          [1_500, 0.2],
          [1_501, 0.7],
        ],
      },
    );
  });

  it('is written once for all that wait together', async () => {
    const contents: Contents = new Map();
    let appends = 0;
    const store = failingStore(contents, Number.POSITIVE_INFINITY, 1);
    const state = await open({
      ...store,
      append: (name, bytes) => {
        appends += 1;
        return store.append(name, bytes);
      },
    });
    await Promise.all(Array.from({ length: 500 }, () => state.change(used(1))));
    expect([appends, state.book().unreported()]).toEqual([1, 500]);
  });

  it('is folded into a snapshot before its journal grows for ever', async () => {
    const contents: Contents = new Map();
    const state = await open(failingStore(contents, Number.POSITIVE_INFINITY, 1));
    for (let number = 0; number < 3_000; number += 1) await state.change(used(1));
    const sizes = [...contents.values()].reduce((sum, { length }) => sum + length, 0);
    expect(sizes).toBeLessThan(300_000);
    expect(state.book().unreported()).toBe(3_000);
  });

  it('remembers with the next change what could not be kept at once', async () => {
    const contents: Contents = new Map();
    const store = failingStore(contents, Number.POSITIVE_INFINITY, 1);
    let full = false;
    const state = await open({
      ...store,
      append: (name, bytes) => (full ? Promise.reject(new Error('ENOSPC')) : store.append(name, bytes)),
    });
    full = true;
    await expect(state.remember({ site: 'here' })).rejects.toThrow('ENOSPC');
    expect(state.memory().site).toBe('here');
    full = false;
    await state.change(used(1));
    expect((await open(store)).memory().site).toBe('here');
  });

  it('works on a disk that cannot be written at all, but keeps no use', async () => {
    const state = await open(failingStore(new Map(), 0, 0));
    expect(state.memory().deviceKey).toBe('AAAAAAAAAAAAAAAAAAAAAA');
    await expect(state.change(used(1))).rejects.toThrow();
    expect(state.book().unreported()).toBe(0);
  });

  it('is nothing once it starts over', async () => {
    const contents: Contents = new Map();
    const store = failingStore(contents, Number.POSITIVE_INFINITY, 1);
    const state = await open(store);
    await state.change(used(5));
    await state.archive({ number: 1, records: [], at: 1_000_000, line: 0 });
    await state.startOver(newMemory('BBBBBBBBBBBBBBBBBBBBBA'));
    expect([state.book().unreported(), await state.archived()]).toEqual([0, []]);
    const again = await open(store);
    expect([again.memory().deviceKey, again.book().unreported(), again.discarded]).toEqual([
      'BBBBBBBBBBBBBBBBBBBBBA',
      0,
      false,
    ]);
  });

  it('is discarded when it is damaged', async () => {
    const contents: Contents = new Map();
    const store = failingStore(contents, Number.POSITIVE_INFINITY, 1);
    await (await open(store)).change(used(5));
    const sealed = contents.get('state')!;
    sealed[20]! ^= 1;
    const again = await open(store);
    expect([again.discarded, again.book().unreported()]).toEqual([true, 0]);
  });
});
