import type { Item } from '../api/site.ts';

/** Up to how many units the vendor tolerates (rules.md section 5); concurrent items spend a budget instead. */
export function limitOf({ metric, quota, terms, start }: Item): number {
  const percent = terms.find((term) => term.start === start)?.overagePercent ?? 0;
  const isTolerated = metric === 'usage' || metric === 'device' || metric === 'server';
  return isTolerated ? quota + Math.floor((percent * quota) / 100 + 0.5) : quota;
}

/** Whole days until `at`; 0 on the last one. */
export function daysUntil(at: number, now: number): number {
  return Math.max(0, Math.floor((at - now) / 86_400));
}
