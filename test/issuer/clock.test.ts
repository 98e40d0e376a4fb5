import { describe, expect, it } from 'vitest';
import { systemClock } from '../../issuer/clock.ts';

describe('the clock of the issuer', () => {
  it('waits for the next second rather than date something like the statement before', async () => {
    const before = systemClock.now();
    const after = await systemClock.after(before);
    expect(after).toBeGreaterThan(before);
    expect(after).toBeLessThanOrEqual(systemClock.now());
  });

  it('does not wait for a clock that is far behind', async () => {
    const ahead = systemClock.now() + 86_400;
    expect(await systemClock.after(ahead)).toBe(ahead + 1);
  });
});
