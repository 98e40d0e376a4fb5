import { useQuery } from '@tanstack/react-query';
import { useChange } from './queries.ts';
import { changeSettings, statusQuery } from './site.ts';

/** Whether new seats are paused, and the way to pause and resume them; undefined while that is being read. */
export function useNewSeats() {
  const { data, error, refetch } = useQuery(statusQuery);
  const { mutateAsync, isPending } = useChange({
    run: (newSeatsPaused: boolean) => changeSettings({ devices: { newSeatsPaused } }),
    touches: ['settings', 'status'],
  });
  return { isPaused: data?.newSeatsPaused, pause: mutateAsync, isChanging: isPending, error, refetch };
}
