import { useTranslation } from 'react-i18next';
import type { Alert } from '../api/watch.ts';
import { useFormat } from '../parts/format.ts';

type Message = { readonly title?: string; readonly facts?: Readonly<Record<string, unknown>> };

/** An alert in a few words. */
export function useAlertTitle(): (alert: Alert) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return ({ subject, message }) => {
    const { title = subject, facts = {} } = (message ?? {}) as Message;
    if (i18n.language === 'en') return title;
    const { cause, now, end } = facts;
    const keys = [`alertTitle.${subject}-${String(cause)}`, `alertTitle.${subject}`];
    const key = keys.find((one) => i18n.exists(one));
    if (key === undefined) return title;
    const days = Math.ceil((Number(end) - Number(now)) / 86_400);
    const state = subject === 'term' && days <= 0 ? 'alertTitle.term-over' : key;
    return t(state as never, { ...facts, percent: format.number(percentOf(facts)), days: format.number(days) });
  };
}

function percentOf(facts: Readonly<Record<string, unknown>>): number {
  const pairs = [
    ['used', 'quota'],
    ['peak', 'quota'],
    ['spent', 'budget'],
    ['failed', 'requests'],
  ] as const;
  const pair = pairs.find(([part, whole]) => typeof facts[part] === 'number' && typeof facts[whole] === 'number');
  if (pair === undefined) return Number(facts.percent ?? 0);
  return Math.floor((100 * Number(facts[pair[0]])) / Math.max(1, Number(facts[pair[1]])));
}
