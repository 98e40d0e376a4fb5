import { useSyncExternalStore } from 'react';

/** Files that somebody brought and that are looked at before they are imported. */
let incoming: readonly File[] = [];
const listeners = new Set<() => void>();

function change(next: readonly File[]): void {
  incoming = next;
  for (const listener of listeners) listener();
}

/** Opens the preview of files, wherever they came from. */
export function offerFiles(files: readonly File[]): void {
  if (files.length > 0) change([...incoming, ...files]);
}

export function forgetFiles(): void {
  change([]);
}

export function useIncomingFiles(): readonly File[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => incoming,
  );
}
