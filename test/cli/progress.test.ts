import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProgress } from '../../cli/progress.ts';
import { keepingTerminal } from './support/run.ts';

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is shown on a terminal of work that takes longer than a second, and taken away', async () => {
    const { terminal, stderr, stdout } = keepingTerminal({ isTerminal: true });
    const work = withProgress(terminal, 'Making the backup', () => pass(2_500));
    await vi.advanceTimersByTimeAsync(999);
    expect(stderr()).toBe('');
    await vi.advanceTimersByTimeAsync(1_500);
    expect(stderr()).toContain('Making the backup … 2 s');
    await vi.advanceTimersByTimeAsync(1);
    expect(await work).toBe('done');
    expect(stderr().endsWith('\r\u001B[K')).toBe(true);
    expect(stdout()).toBe('');
  });

  it('shows the share that is done where the work tells it', async () => {
    const { terminal, stderr } = keepingTerminal({ isTerminal: true });
    const work = withProgress(terminal, 'Restoring', async (report) => {
      report({ done: 0, total: 0 });
      report({ done: 250, total: 600 });
      await pass(2_000);
    });
    await vi.advanceTimersByTimeAsync(2_000);
    await work;
    expect(stderr()).toContain('Restoring … 41 %, 1 s');
  });

  it('is not shown of work that ends sooner', async () => {
    const { terminal, stderr } = keepingTerminal({ isTerminal: true });
    const work = withProgress(terminal, 'Making the backup', () => pass(900));
    await vi.advanceTimersByTimeAsync(5_000);
    await work;
    expect(stderr()).toBe('');
  });

  it('is not shown where nobody looks', async () => {
    const { terminal, stderr } = keepingTerminal();
    const work = withProgress(terminal, 'Making the backup', () => pass(9_000));
    await vi.advanceTimersByTimeAsync(9_000);
    await work;
    expect(stderr()).toBe('');
  });

  it('is taken away when the work fails', async () => {
    const { terminal, stderr } = keepingTerminal({ isTerminal: true });
    const work = withProgress(terminal, 'Checking', async () => {
      await pass(3_000);
      throw new Error('broken');
    });
    const failed = expect(work).rejects.toThrow('broken');
    await vi.advanceTimersByTimeAsync(3_000);
    await failed;
    expect(stderr().endsWith('\r\u001B[K')).toBe(true);
  });
});

function pass(milliseconds: number): Promise<string> {
  return new Promise((done) => setTimeout(() => done('done'), milliseconds));
}
