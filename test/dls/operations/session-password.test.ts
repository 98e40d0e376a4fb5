import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addHandshake } from '../../../dls/operations/handshakes.ts';
import { type JudgedPassword, judgePassword } from '../../../dls/operations/session-password.ts';
import type { Resolution } from '../../../licensing/resolve.ts';
import { seedVendor } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor } from '../../support/vendor.ts';

const password = 'low tide at noon';
let site: TestSite;

beforeEach(async () => {
  site = await makeSite();
  await seedVendor(site, createVendor(), ['it-1']);
  const change = { password };
  await addHandshake(site, { vendor: 'acme-vision', code: '200001-lab', change, actor: 'user:anna', once: null });
});

afterEach(() => site.close());

function resolved(): Resolution {
  const code = site.snapshot.current.configuration.vendors.get('acme-vision')?.codes.get('200001-lab');
  return { outcome: 'code', code: code! };
}

const judge = (given: string | null, address = '192.0.2.1'): Promise<JudgedPassword> =>
  judgePassword(site, { resolved: resolved(), given, address });

async function guessTenTimes(addressOf: (index: number) => string): Promise<void> {
  for (let index = 0; index < 10; index++) {
    expect(await judge(`guess ${index}`, addressOf(index))).toEqual({ state: 'wrong' });
  }
}

describe('a session password', () => {
  it('is right, wrong or missing', async () => {
    expect(await judge(password)).toEqual({ state: 'right' });
    expect(await judge('another password')).toEqual({ state: 'wrong' });
    expect(await judge(null)).toEqual({ state: 'wrong' });
  });

  it('does not open to an address that guessed ten times, though it was verified before', async () => {
    expect(await judge(password)).toEqual({ state: 'right' });
    await guessTenTimes(() => '192.0.2.1');
    expect(await judge(password)).toEqual({ state: 'rate limited', retryAfter: 60 });
    expect(await judge(password, '192.0.2.2')).toEqual({ state: 'right' });
    site.time.now += 60;
    expect(await judge(password)).toEqual({ state: 'right' });
  });

  it('is told wrong ten times at most to guesses that come at once, and right to nobody of them after that', async () => {
    const guesses = Array.from({ length: 33 }, (_, index) => judge(`guess ${index}`));
    const right = judge(password);
    const judged = await Promise.all(guesses);
    expect(judged.filter(({ state }) => state === 'wrong')).toHaveLength(10);
    expect(judged.filter(({ state }) => state === 'rate limited')).toHaveLength(23);
    expect(await right).toEqual({ state: 'rate limited', retryAfter: 60 });
    expect(await judge(password, '192.0.2.2')).toEqual({ state: 'right' });
  });

  it('does not open to anybody for a minute after ten guesses from several addresses', async () => {
    expect(await judge(password)).toEqual({ state: 'right' });
    await guessTenTimes((index) => `192.0.2.${index}`);
    expect(await judge(password, '192.0.2.77')).toEqual({ state: 'rate limited', retryAfter: 60 });
    site.time.now += 60;
    expect(await judge(password, '192.0.2.77')).toEqual({ state: 'right' });
  });
});
