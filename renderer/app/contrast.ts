import { useSyncExternalStore } from 'react';

const kept = 'causeway-contrast';
const listeners = new Set<() => void>();

const isHigh = (): boolean => document.documentElement.dataset.contrast === 'high';

/** Takes the contrast that was chosen here, else follows what the system asks for. */
export function startContrast(): void {
  const asked = window.matchMedia('(prefers-contrast: more)');
  const follow = (): void => show(localStorage.getItem(kept) ?? (asked.matches ? 'high' : 'normal'));
  asked.addEventListener('change', follow);
  follow();
}

function show(contrast: string): void {
  document.documentElement.dataset.contrast = contrast;
  for (const listener of listeners) listener();
}

/** Whether contrast is high, and the switch for it. */
export function useContrast(): readonly [isHigh: boolean, set: (high: boolean) => void] {
  const high = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, isHigh);
  const set = (next: boolean): void => {
    const contrast = next ? 'high' : 'normal';
    localStorage.setItem(kept, contrast);
    show(contrast);
  };
  return [high, set];
}
