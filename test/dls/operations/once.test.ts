import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actOnce, type Once } from '../../../dls/operations/once.ts';
import { makeSite, type TestSite } from '../../support/site.ts';

let site: TestSite;
let acted: number;

beforeEach(async () => {
  site = await makeSite();
  acted = 0;
});

afterEach(() => site.close());

const once = (more: Partial<Once> = {}): Once => ({ actor: 'user:anna', key: 'k-1', digest: 'd', ...more });
const act = (given: Once | null) =>
  site.store.transact((tx) =>
    actOnce(tx, given, async () => {
      acted += 1;
      await tx.ledger.append({ kind: 'test', actor: 'user:anna', data: { acted } });
      return { secret: `secret ${acted}` };
    }),
  );
const events = () => site.rows('SELECT * FROM ledger').length;

describe('an idempotent request', () => {
  it('acts once and answers the same again', async () => {
    expect(await act(once())).toEqual({ secret: 'secret 1' });
    expect(await act(once())).toEqual({ secret: 'secret 1' });
    expect([acted, events()]).toEqual([1, 1]);
  });

  it('acts once when both come in one batch', async () => {
    const answers = await Promise.all([act(once()), act(once())]);
    expect(answers).toEqual([{ secret: 'secret 1' }, { secret: 'secret 1' }]);
    expect(events()).toBe(1);
  });

  it('acts for each key, for each actor, and each time without a key', async () => {
    await act(once());
    await act(once({ key: 'k-2' }));
    await act(once({ actor: 'user:eva' }));
    await act(null);
    await act(null);
    expect(events()).toBe(5);
  });

  it('is a conflict with another request under the same key', async () => {
    await act(once());
    await expect(act(once({ digest: 'other' }))).rejects.toMatchObject({ code: 'request_conflict' });
    expect(events()).toBe(1);
  });

  it('keeps nothing when the unit fails', async () => {
    const failing = site.store.transact(async (tx) => {
      await actOnce(tx, once(), async () => 'never');
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await act(once())).toEqual({ secret: 'secret 1' });
  });

  it('is forgotten after a day', async () => {
    await act(once());
    site.time.now += 86_400;
    expect(await act(once())).toEqual({ secret: 'secret 1' });
    site.time.now += 1;
    expect(await act(once())).toEqual({ secret: 'secret 2' });
    expect(site.rows('SELECT * FROM idempotency')).toHaveLength(1);
  });

  it('stores neither its key nor its answer in clear', async () => {
    await act(once());
    const stored = site.dump();
    expect(stored).not.toContain('secret 1');
    expect(stored).not.toContain('k-1');
  });
});
