import { expect, it } from 'vitest';
import { systemClock } from '../../sdk/clock.ts';

it('the monotonic clock counts the time that the machine slept, and no imprecision', () => {
  let awake = 50;
  let uptime = 900_000;
  const { monotonic } = systemClock(
    () => uptime,
    () => awake,
  );
  expect(monotonic()).toBe(50);
  awake += 1_000;
  uptime += 1_990;
  expect(monotonic()).toBe(1_050);
  awake += 5_000;
  uptime += 8 * 3_600_000;
  expect(monotonic()).toBe(50 + 1_990 + 8 * 3_600_000);
  awake += 10;
  expect(monotonic()).toBe(60 + 1_990 + 8 * 3_600_000);
});

it('a timer that was taken back does not fire, and another does', async () => {
  const { after, wall } = systemClock();
  const fired: string[] = [];
  const takeBack = after(0, () => fired.push('taken back'));
  takeBack();
  const keepAlive = setInterval(() => undefined, 1_000);
  await new Promise<void>((done) => after(0, done));
  clearInterval(keepAlive);
  expect(fired).toEqual([]);
  expect(wall()).toBeGreaterThan(1_700_000_000_000);
});
