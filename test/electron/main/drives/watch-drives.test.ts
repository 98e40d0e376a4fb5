import { describe, expect, it } from 'vitest';
import type { KnownDrive } from '../../../../electron/main/drives/drive.ts';
import { systemEdges } from '../../../../electron/main/drives/system-edges.ts';
import { type DriveChange, watchDrives } from '../../../../electron/main/drives/watch-drives.ts';

const drive = (id: string): KnownDrive => ({ id, name: id, path: id, free: 1, size: 2, writable: true, eject: null });

function watched() {
  let present: readonly KnownDrive[] = [drive('A')];
  let listed = 0;
  let look: () => void = () => undefined;
  const changes: DriveChange[] = [];
  const faults: unknown[] = [];
  const watch = watchDrives({
    edges: systemEdges,
    finder: {
      sign: async () => present.map(({ id }) => id).join(),
      list: async () => {
        listed += 1;
        if (present.some(({ id }) => id === 'broken')) throw new Error('it cannot be listed');
        return present;
      },
    },
    onChange: (change) => changes.push(change),
    onFault: (error) => faults.push(error),
    repeat: (again) => {
      look = again;
      return () => undefined;
    },
  });
  return {
    changes,
    faults,
    listed: () => listed,
    put: async (...ids: readonly string[]) => {
      present = ids.map(drive);
      look();
      await watch.list().catch(() => undefined);
    },
  };
}

const ids = (drives: readonly KnownDrive[]): readonly string[] => drives.map(({ id }) => id);

describe('watching drives', () => {
  it('tells which came and which went', async () => {
    const { changes, put } = watched();
    await put('A');
    await put('A', 'B');
    await put('B');
    expect(changes.map(({ inserted, removed, present }) => [ids(inserted), ids(removed), ids(present)])).toEqual([
      [['A'], [], ['A']],
      [['B'], [], ['A', 'B']],
      [[], ['A'], ['B']],
    ]);
  });

  it('goes on after a fault', async () => {
    const { changes, faults, put } = watched();
    await put('A');
    await put('broken');
    expect(faults.length).toBeGreaterThan(0);
    await put('A', 'C');
    expect(ids(changes.at(-1)?.inserted ?? [])).toEqual(['C']);
  });
});
