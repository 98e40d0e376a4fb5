import { useQuery } from '@tanstack/react-query';
import type { Denial } from '../../api/denials.ts';
import { handshakeListQuery } from '../../api/handshakes.ts';
import { useNewSeats } from '../../api/new-seats.ts';
import { type Fix, findFixes } from './fix.ts';

/** Finds where a refusal is put right, with what the site knows of its names. */
export function useFixes(): (denial: Denial) => readonly [Fix, ...(readonly Fix[])] {
  const { data } = useQuery(handshakeListQuery());
  const { isPaused = false } = useNewSeats();
  return (denial) => {
    const isCode = data?.items.some(({ vendor, code }) => vendor === denial.vendor && code === denial.handshake);
    // A device that has a name was granted something once; one without may have been, too.
    return findFixes(denial, { isCode: isCode === true, isDevice: denial.device !== '', isPaused });
  };
}
