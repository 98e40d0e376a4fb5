import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type Item, itemsQuery, vendorsQuery } from '../api/site.ts';

/** How people call an item: as its license file says; its id while that is not known. */
export function useItemName(): (vendor: string, id: string) => string {
  const find = useFindItem();
  return useCallback((vendor, id) => find(vendor, id)?.name ?? id, [find]);
}

/** Finds an item of the site. */
export function useFindItem(): (vendor: string, id: string) => Item | undefined {
  const { data } = useQuery(itemsQuery);
  const items = useMemo(() => new Map(data?.items.map((item) => [`${item.vendor} ${item.id}`, item])), [data]);
  return useCallback((vendor, id) => items.get(`${vendor} ${id}`), [items]);
}

/** How people call a vendor: as its card says. */
export function useVendorName(): (vendor: string) => string {
  const { data } = useQuery(vendorsQuery);
  return useCallback((vendor) => data?.items.find((one) => one.vendor === vendor)?.name ?? vendor, [data]);
}
