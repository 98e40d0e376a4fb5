import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitPlace, readPlace, writePlace } from '../../../electron/main/window-place.ts';
import { temporaryFolder } from '../../support/commands.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };

describe('the place of the window', () => {
  it('is read as it was written', async () => {
    await using folder = temporaryFolder();
    const file = join(folder.path, 'window.json');
    const place = { x: 10, y: 20, width: 1000, height: 700, maximized: true };
    await writePlace(file, place);
    expect(readPlace(file)).toEqual(place);
  });

  it.each(['', '[]', '{"width":"wide"}', '{"width":1e400,"height":1}'])(
    'is the first one where the file says %j',
    async (text) => {
      await using folder = temporaryFolder();
      const file = join(folder.path, 'window.json');
      writeFileSync(file, text);
      expect(readPlace(file)).toEqual({ width: 1366, height: 860, maximized: false });
    },
  );

  it('stays on a screen that is there, and comes back from one that is not', () => {
    const place = { width: 1000, height: 700, maximized: false };
    expect(fitPlace({ ...place, x: 900, y: 300 }, [screen])).toEqual({ ...place, x: 900, y: 300 });
    expect(fitPlace({ ...place, x: 2500, y: 300 }, [screen])).toEqual(place);
    expect(fitPlace({ ...place, x: 100, y: -50 }, [screen])).toEqual(place);
  });

  it('is no larger than its screen', () => {
    const large = { width: 3000, height: 2000, maximized: false };
    expect(fitPlace(large, [{ ...screen, width: 1366, height: 728 }])).toMatchObject({ width: 1366, height: 728 });
  });
});
