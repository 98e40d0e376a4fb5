import { useSyncExternalStore } from 'react';

const stepMs = 10_000;
const listeners = new Set<() => void>();
let timer: number | null = null;
let now = secondsNow();

function secondsNow(): number {
  return Math.floor(Date.now() / 1_000);
}

/** What the browser's clock says in epoch seconds; moves on by itself, one timer for all. */
export function useNow(): number {
  return useSyncExternalStore(listen, () => now);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  now = secondsNow();
  timer ??= window.setInterval(() => {
    now = secondsNow();
    for (const one of listeners) one();
  }, stepMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    window.clearInterval(timer);
    timer = null;
  };
}
