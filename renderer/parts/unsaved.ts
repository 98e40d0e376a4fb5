import { useEffect } from 'react';

/** What is lost when the page is left: what somebody typed, or a recovery code that is shown once and not on paper yet. */
export type Unsaved = 'typed' | 'recovery';

const open = new Map<object, Unsaved>();

/** While it is so, whoever leaves the page is asked whether it may be lost. */
export function useUnsaved(isUnsaved: boolean, what: Unsaved = 'typed'): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const one = {};
    open.set(one, what);
    return () => void open.delete(one);
  }, [isUnsaved, what]);
}

/** What was typed by somebody who is not there any more keeps nobody from leaving. */
export const forgetUnsaved = (): void => open.clear();

/** Null: nothing would be lost. */
export const whatIsUnsaved = (): Unsaved | null => open.values().next().value ?? null;
