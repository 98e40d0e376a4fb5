import { useState } from 'react';

export const STEPS = ['password', 'recovery', 'backup', 'activate', 'license', 'test'] as const;
export type Step = (typeof STEPS)[number];

/** What this window saw happen and the server does not know. */
export type Memory = 'recovery-open' | 'backup-seen' | 'request-saved' | 'tested';

const kept = 'causeway-setup';

function read(): ReadonlySet<Memory> {
  return new Set((sessionStorage.getItem(kept) ?? '').split(' ') as readonly Memory[]);
}

/** Survives a reload of the page, not the window. */
export function useSetupMemory() {
  const [all, setAll] = useState(read);
  const change = (act: (next: Set<Memory>) => void): void => {
    const next = new Set(read());
    act(next);
    sessionStorage.setItem(kept, [...next].join(' ').trim());
    setAll(next);
  };
  return {
    all,
    note: (one: Memory) => change((next) => next.add(one)),
    forget: (one: Memory) => change((next) => next.delete(one)),
  };
}

type Known = {
  readonly isSetUp: boolean;
  readonly places: readonly string[];
  readonly items: number;
  readonly memory: ReadonlySet<Memory>;
};

/** Which steps are behind the administrator. */
export function doneSteps({ isSetUp, places, items, memory }: Known): ReadonlySet<Step> {
  const done: Readonly<Record<Step, boolean>> = {
    password: isSetUp,
    recovery: isSetUp && !memory.has('recovery-open'),
    backup: isSetUp && (places.length > 0 || memory.has('backup-seen')),
    activate: items > 0 || memory.has('request-saved'),
    license: items > 0,
    test: memory.has('tested'),
  };
  return new Set(STEPS.filter((step) => done[step]));
}
