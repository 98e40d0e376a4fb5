import { describe, expect, it } from 'vitest';
import { createScryptQueue } from '../../../dls/identity/scrypt-queue.ts';

/** Work that ends when it is told to. */
function held(): { readonly work: () => Promise<string>; readonly end: () => void; readonly started: () => boolean } {
  let started = false;
  const { promise, resolve } = Promise.withResolvers<string>();
  const work = (): Promise<string> => {
    started = true;
    return promise;
  };
  return { work, end: () => resolve('done'), started: () => started };
}

describe('the queue in front of scrypt', () => {
  it('runs two at once and lets 32 wait, in order', async () => {
    const queue = createScryptQueue();
    const jobs = Array.from({ length: 34 }, held);
    const results = jobs.map((job) => queue.run(job.work));
    await Promise.resolve();
    expect(jobs.map((job) => job.started())).toEqual([true, true, ...Array.from({ length: 32 }, () => false)]);
    await expect(queue.run(held().work)).rejects.toMatchObject({ code: 'overloaded' });
    for (const [index, job] of jobs.entries()) {
      job.end();
      await results[index];
      await Promise.resolve();
      expect(jobs.filter((each) => each.started())).toHaveLength(Math.min(34, index + 3));
    }
    await expect(Promise.all(results)).resolves.toHaveLength(34);
  });

  it('takes new work as soon as there is room again', async () => {
    const queue = createScryptQueue({ atOnce: 1, waiting: 1 });
    const [first, second, third] = [held(), held(), held()];
    const running = queue.run(first.work);
    const waiting = queue.run(second.work);
    await expect(queue.run(third.work)).rejects.toMatchObject({ code: 'overloaded' });
    first.end();
    await running;
    const late = queue.run(third.work);
    expect(second.started()).toBe(true);
    expect(third.started()).toBe(false);
    second.end();
    third.end();
    await expect(Promise.all([waiting, late])).resolves.toEqual(['done', 'done']);
  });

  it('goes on after work that failed', async () => {
    const queue = createScryptQueue({ atOnce: 1, waiting: 1 });
    const failing = queue.run(() => Promise.reject(new Error('no memory')));
    const next = queue.run(() => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('no memory');
    await expect(next).resolves.toBe('next');
    await expect(queue.run(() => Promise.resolve('again'))).resolves.toBe('again');
  });
});
