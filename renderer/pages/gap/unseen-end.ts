import { useState } from 'react';
import type { EndedExport } from '../../api/sync.ts';
import { useNow } from '../../parts/now.ts';

/** What is older is told by the list of bundles. */
const freshSeconds = 86_400;

const place = (vendor: string): string => `causeway-export-seen ${vendor}`;

/** How an export ended, until somebody at this browser says that it was seen; and the way to say so. */
export function useUnseenEnd(end: EndedExport | null): readonly [EndedExport | null, () => void] {
  const now = useNow();
  const [, setSeen] = useState(0);
  const isSeen = end !== null && localStorage.getItem(place(end.vendor)) === String(end.ended);
  const isOld = end !== null && now - end.ended > freshSeconds;
  const isAnswered = end?.outcome === 'made' && end.made.every(({ acknowledgedAt }) => acknowledgedAt !== null);
  const dismiss = (): void => {
    if (end === null) return;
    localStorage.setItem(place(end.vendor), String(end.ended));
    setSeen(end.ended);
  };
  return [isSeen || isOld || isAnswered ? null : end, dismiss];
}
