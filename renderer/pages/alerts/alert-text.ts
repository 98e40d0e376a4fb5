import { useTranslation } from 'react-i18next';
import type { Alert } from '../../api/alerts.ts';
import { type Format, useFormat } from '../../parts/format.ts';
import { useAlertTitle } from '../../text/alert-title.ts';
import { useCodeText } from '../../text/code-text.ts';

export type AlertText = { readonly title: string; readonly says: string; readonly next: string };

/** What an alert says, from the facts it fired with; of a subject that is not known here, in the server's words. */
export function useAlertText(): (alert: Alert) => AlertText {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const codeText = useCodeText();
  const titleOf = useAlertTitle();
  const say = i18n.t as unknown as (key: string, values: Facts) => string;
  return (alert) => {
    const { message } = alert;
    const facts = asFacts(message.facts);
    const key = keyOf(alert, facts);
    const title = titleOf(alert);
    if (!i18n.exists(`alerts.says.${key}`)) return { title, says: message.text, next: message.next };
    const metric = `alerts.unit.${String(facts.metric)}`;
    const own = typeof facts.unit === 'string' ? ` (${facts.unit})` : '';
    const unit = facts.metric === 'usage' ? `${t('usage.units')}${own}` : i18n.exists(metric) ? say(metric, {}) : '';
    const values = {
      ...shownFacts(facts, format),
      ...derived(facts, format),
      unit,
      ...(typeof facts.reason === 'string' &&
        alert.subject === 'failures' && { reason: codeText(facts.reason).meaning }),
    };
    return { title, says: say(`alerts.says.${key}`, values), next: say(`alerts.next.${key}`, values) };
  };
}

type Facts = Readonly<Record<string, unknown>>;

/** Subjects that say several things tell them apart by a cause, by how far a term is, or by the threshold. */
function keyOf({ subject, message }: Alert, facts: Facts): string {
  if (subject === 'quota') {
    const key = message.threshold === 'limit' ? 'quota-limit' : 'quota';
    return facts.metric === 'usage' ? `${key}-usage` : key;
  }
  if (subject === 'term') {
    if (message.threshold === 'grace') return 'term-grace';
    return Number(facts.now) >= Number(facts.end) ? 'term-over' : 'term';
  }
  if (subject === 'backup' && facts.at === null) return 'backup-none';
  return typeof facts.cause === 'string' ? `${subject}-${facts.cause}` : subject;
}

const instants = new Set(['at', 'end', 'graceEnd', 'made', 'from', 'now', 'system', 'since', 'until']);

function shownFacts(facts: Facts, format: Format): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (Array.isArray(value)) return [name, value.join(', ')];
      if (typeof value !== 'number') return [name, value ?? ''];
      return [name, instants.has(name) ? format.dateTime(value) : format.number(value)];
    }),
  );
}

const pairs = [
  ['used', 'quota'],
  ['peak', 'quota'],
  ['spent', 'budget'],
  ['failed', 'requests'],
] as const;

/** Figures that follow from others. */
function derived(facts: Facts, format: Format): Facts {
  const pair = pairs.find(([part, whole]) => typeof facts[part] === 'number' && typeof facts[whole] === 'number');
  return {
    ...(pair !== undefined && {
      percent: format.percent(Math.floor((100 * Number(facts[pair[0]])) / Math.max(1, Number(facts[pair[1]]))) / 100),
    }),
    ...(typeof facts.tolerance === 'number' && { limit: format.number(Number(facts.quota) + facts.tolerance) }),
    ...(typeof facts.syncDays === 'number' && { due: format.date(Number(facts.from) + facts.syncDays * 86_400) }),
    ...(typeof facts.megabytes === 'number' && { size: format.bytes(facts.megabytes * 1_048_576) }),
  };
}

function asFacts(facts: unknown): Facts {
  return typeof facts === 'object' && facts !== null ? (facts as Facts) : {};
}
