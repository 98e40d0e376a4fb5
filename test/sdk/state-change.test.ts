import { describe, expect, it } from 'vitest';
import { START } from './support/hand-clock.ts';
import { type Opened, openAt, settled } from './support/open.ts';
import { deviceUuid, startSite, type TestSite } from './support/site.ts';

const DAY = 86_400;
const LEASE = 7 * DAY;

type Step = { readonly site: TestSite; readonly clock: Opened['clock']; readonly license: Opened['license'] };

const deny = (site: TestSite, code: string): void =>
  site.on('/v1/leases', ({ body }) => site.denial(deviceUuid(String(body.device)), code));
const turnTo = async ({ clock, license }: Step, seconds: number): Promise<void> => {
  clock.turn(START + seconds - clock.wall() / 1_000);
  await settled(license);
};
const grace = async (step: Step): Promise<void> => {
  await step.site.stop();
  await turnTo(step, LEASE);
};
const locked = async (step: Step): Promise<void> => {
  await grace(step);
  await turnTo(step, LEASE + 3 * DAY);
};
const served = async ({ site, clock, license }: Step): Promise<void> => {
  await site.start();
  site.plan.now = clock.wall() / 1_000;
  await license.acquire();
};

/** Each change of state, what leads to it, and what the app is told: the states in turn and the code of the last. */
const changes: readonly (readonly [string, (step: Step) => Promise<unknown>, readonly string[], string | null])[] = [
  ['licensed to grace: the lease ran out and nobody answers', grace, ['grace'], 'unreachable'],
  ['grace to locked: the grace ran out', locked, ['grace', 'locked'], 'unreachable'],
  [
    'grace to licensed: a server answers again',
    async (step) => {
      await grace(step);
      await served(step);
    },
    ['grace', 'licensed'],
    null,
  ],
  [
    'grace to locked: a denial',
    async (step) => {
      await grace(step);
      deny(step.site, 'quota_exhausted');
      await served(step);
    },
    ['grace', 'locked'],
    'quota_exhausted',
  ],
  [
    'locked to licensed: a server answers again',
    async (step) => {
      await locked(step);
      await served(step);
    },
    ['grace', 'locked', 'licensed'],
    null,
  ],
  [
    'licensed to locked: a denial that ends the lease at once',
    async ({ site, license }) => {
      deny(site, 'license_locked');
      await license.acquire();
    },
    ['locked'],
    'license_locked',
  ],
  [
    'licensed to locked: the lease ran to its end after another denial',
    async (step) => {
      deny(step.site, 'license_expired');
      await step.license.acquire();
      step.site.plan.now = START + LEASE;
      await turnTo(step, LEASE);
    },
    ['licensed', 'locked'],
    'license_expired',
  ],
  ['licensed to unlicensed: the lease is released', ({ license }) => license.release(), ['unlicensed'], null],
  ['licensed to unlicensed: the device starts over', ({ license }) => license.reset(), ['unlicensed'], null],
  [
    'unlicensed to licensed: a lease is asked for again',
    async ({ site, license }) => {
      await license.release();
      site.plan.now += 1;
      await license.acquire();
    },
    ['unlicensed', 'licensed'],
    null,
  ],
  [
    'unlicensed for a reason: the denial is told though the state stays',
    async ({ site, license }) => {
      await license.release();
      deny(site, 'password_wrong');
      await license.acquire();
    },
    ['unlicensed', 'unlicensed'],
    'password_wrong',
  ],
];

describe('an app', () => {
  it.each(changes)('is told of %s', async (_change, happen, told, code) => {
    await using site = await startSite({ plan: { leaseSeconds: LEASE } });
    const { license, clock, states } = await openAt(site);
    expect(license.status).toMatchObject({ state: 'licensed', code: null });
    await happen({ site, clock, license });
    expect(states.map(({ state }) => state)).toEqual(told);
    expect(states.at(-1)).toMatchObject({ code, reason: license.status.reason });
    expect(license.status.state).toBe(told.at(-1));
    await license.close();
  });
});
