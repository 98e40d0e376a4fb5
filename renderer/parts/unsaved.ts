import { useEffect } from 'react';

const open = new Set<object>();

/** While it is so, whoever leaves the page is asked whether what he typed may go. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const one = {};
    open.add(one);
    return () => void open.delete(one);
  }, [isUnsaved]);
}

export const isAnythingUnsaved = (): boolean => open.size > 0;
