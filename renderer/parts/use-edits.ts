import { useState } from 'react';
import { useUnsaved } from './unsaved.ts';

/** What somebody has typed over what the server knows, until it is saved; what others change meanwhile shows beside it. */
export type Edits = {
  readonly value: (name: string) => unknown;
  readonly set: (name: string, value: unknown) => void;
  /** Takes back what was typed for one name. */
  readonly forget: (name: string) => void;
  /** What differs from what the server knows, and nothing else, so that a save leaves alone what others wrote. */
  readonly changed: Readonly<Record<string, unknown>>;
  readonly isDirty: boolean;
  /** Somebody else has changed what is being changed. */
  readonly isOvertaken: boolean;
  /** After a save of these values; what was typed on meanwhile stays. */
  readonly settle: (saved: Readonly<Record<string, unknown>>) => void;
  readonly discard: () => void;
};

type Edit = { readonly value: unknown /** What the server knew when it was begun. */; readonly base: unknown };

/** @param known what the server knows by that name, as it is now. */
export function useEdits(known: (name: string) => unknown): Edits {
  const [edits, setEdits] = useState<Readonly<Record<string, Edit>>>({});
  const open = Object.entries(edits).filter(([name, { value }]) => !isSame(value, known(name)));
  const forget = (name: string): void => setEdits(({ [name]: _, ...others }) => others);
  useUnsaved(open.length > 0);
  return {
    value: (name) => {
      const edit = edits[name];
      return edit === undefined ? known(name) : edit.value;
    },
    set: (name, value) => {
      const now = known(name);
      if (isSame(value, now)) forget(name);
      else setEdits((before) => ({ ...before, [name]: { value, base: (before[name] ?? { base: now }).base } }));
    },
    forget,
    changed: Object.fromEntries(open.map(([name, { value }]) => [name, value])),
    isDirty: open.length > 0,
    isOvertaken: open.some(([name, { base }]) => !isSame(base, known(name))),
    settle: (saved) =>
      setEdits((before) => {
        const typedOn = Object.entries(before).filter(
          ([name, { value }]) => !(name in saved && isSame(value, saved[name])),
        );
        return Object.fromEntries(
          typedOn.map(([name, edit]) => [name, name in saved ? { ...edit, base: saved[name] } : edit]),
        );
      }),
    discard: () => setEdits({}),
  };
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
