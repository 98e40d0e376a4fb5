import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

type Search = Readonly<Record<string, string | undefined>>;

/** A value that stands in the address of the page, so that the view can be linked to and found again. '': not there. */
export function useSearchParam(name: string): readonly [value: string, set: (value: string) => void] {
  const search = useSearch({ strict: false }) as Search;
  const change = useChangeSearch();
  return [search[name] ?? '', useCallback((value: string) => change({ [name]: value }), [change, name])];
}

/** Changes several values of the address at once. '': taken out. */
export function useChangeSearch(): (changes: Search) => void {
  const navigate = useNavigate();
  return useCallback(
    (changes) =>
      void navigate({
        to: '.',
        replace: true,
        search: (before: Search) => {
          const next = { ...before, ...changes };
          return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
        },
      } as Parameters<typeof navigate>[0]),
    [navigate],
  );
}
