import { readFileSync } from 'node:fs';
import { writeFileAtomic } from '../../dls/atomic-file.ts';

/** Where the window stood, in device-independent pixels. */
export type WindowPlace = {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
};

export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const least = { width: 800, height: 560 };
const first: WindowPlace = { width: 1366, height: 860, maximized: false };

/** Reads where the window stood; what is missing or makes no sense is as at the first start. */
export function readPlace(file: string): WindowPlace {
  try {
    const { x, y, width, height, maximized } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (!isWhole(width) || !isWhole(height)) return first;
    const size = { width: Math.max(least.width, width), height: Math.max(least.height, height) };
    return { ...size, maximized: maximized === true, ...(isWhole(x) && isWhole(y) && { x, y }) };
  } catch {
    return first;
  }
}

export async function writePlace(file: string, place: WindowPlace): Promise<void> {
  await writeFileAtomic(file, `${JSON.stringify(place)}\n`);
}

/** The place on the screens that are there now: a window on a screen that was taken away comes back to the first. */
export function fitPlace(place: WindowPlace, screens: readonly Area[]): WindowPlace {
  const { x, y, maximized } = place;
  const [main] = screens;
  const at = x === undefined || y === undefined ? undefined : screens.find((screen) => showsTitle(screen, { x, y }));
  const screen = at ?? main;
  const size = {
    width: Math.min(place.width, screen?.width ?? place.width),
    height: Math.min(place.height, screen?.height ?? place.height),
    maximized,
  };
  return at === undefined || x === undefined || y === undefined ? size : { ...size, x, y };
}

/** Whether enough of the title bar is seen to take hold of it. */
function showsTitle(screen: Area, { x, y }: { readonly x: number; readonly y: number }): boolean {
  const right = screen.x + screen.width - 100;
  const bottom = screen.y + screen.height - 40;
  return x >= screen.x - 100 && x <= right && y >= screen.y && y <= bottom;
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
