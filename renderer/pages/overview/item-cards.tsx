import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { peaksByItemQuery, usageByItemQuery } from '../../api/history.ts';
import type { Item } from '../../api/site.ts';
import { useFormat } from '../../parts/format.ts';
import { daysUntil, limitOf } from '../../parts/item-limit.ts';
import { ItemStateBadge } from '../../parts/item-state.tsx';
import { QuotaBar } from '../../parts/quota-bar.tsx';
import { Sparkline } from '../../parts/sparkline.tsx';
import { StateShape } from '../../parts/state-badge.tsx';
import { useMetric } from '../../text/metric.ts';
import classes from './item-cards.module.css';

type Props = {
  readonly items: readonly Item[];
  /** The site's time. */
  readonly now: number;
};

const days = 30;

/** What needs a look comes first. */
const urgency: readonly Item['state'][] = [
  'locked',
  'revoked',
  'expired',
  'overdue',
  'mismatch',
  'grace',
  'running',
  'not-yet-valid',
];

/** A card for each item: how much is used, of how much, and for how long. */
export function ItemCards({ items, now }: Props) {
  const { t } = useTranslation();
  const usage = useQuery(usageByItemQuery(now, days));
  const peaks = useQuery(peaksByItemQuery(now, days));
  const sorted = items.toSorted(
    (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || shareOf(b) - shareOf(a),
  );
  return (
    <ul className={classes.cards} aria-label={t('overview.items')}>
      {sorted.map((item) => {
        const history = (item.metric === 'usage' ? usage : peaks).data?.get(`${item.vendor} ${item.id}`);
        return (
          <li key={`${item.vendor} ${item.id}`}>
            <ItemCard item={item} now={now} history={history ?? null} />
          </li>
        );
      })}
    </ul>
  );
}

const shareOf = ({ used, quota, metric }: Item): number => (metric === 'domain' ? 0 : used / Math.max(1, quota));

type CardProps = { readonly item: Item; readonly now: number; readonly history: readonly number[] | null };

function ItemCard({ item, now, history }: CardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const metric = useMetric();
  const { vendor, id, name, used, quota, peak, state } = item;
  const isCounted = item.metric !== 'domain';
  const isPeaking = item.metric.startsWith('concurrent');
  return (
    <Link to="/licenses" search={{ item: `${vendor}/${id}` }} className={classes.card}>
      <span className={classes.name} title={name}>
        {name}
      </span>
      <Text size="xs" c="dimmed" component="span" truncate>
        {metric(item.metric)} · {item.product}
      </Text>
      {isCounted ? (
        <QuotaBar label={name} used={used} quota={quota} limit={limitOf(item)} {...(isPeaking && { peak })} />
      ) : (
        <Text component="span">{t('overview.devices', { count: used, formatted: format.number(used) })}</Text>
      )}
      {history !== null && (
        <Sparkline
          label={t(item.metric === 'usage' ? 'overview.usageDays' : 'overview.peakDays', { name, days })}
          values={history}
          {...(isPeaking && { quota })}
        />
      )}
      <span className={classes.foot}>
        <span>
          {state !== 'running' && state !== 'grace' ? (
            <ItemStateBadge state={state} />
          ) : (
            isPeaking && t('overview.peakToday', { peak: format.number(peak) })
          )}
        </span>
        <TermLeft item={item} now={now} />
      </span>
    </Link>
  );
}

/** How long it goes on by itself, or since when it does not. */
function TermLeft({ item: { state, start, end, terms, publicTrial }, now }: Omit<CardProps, 'history'>) {
  const { t } = useTranslation();
  const format = useFormat();
  // It runs for each device by itself; the item has no end.
  if (publicTrial) return <span>{t('overview.trial')}</span>;
  const graceEnd = terms.find((term) => term.start === start)?.graceEnd ?? end;
  const inGrace = now >= end && now < graceEnd;
  const to = state === 'not-yet-valid' ? start : inGrace ? graceEnd : end;
  const count = daysUntil(to, now);
  const days = { count, formatted: format.number(count) };
  if (now >= graceEnd) return <span>{t('overview.over', { date: format.date(end) })}</span>;
  if (inGrace) {
    return (
      <span data-soon>
        <StateShape tone="warning" /> {t('overview.graceLeft', days)}
      </span>
    );
  }
  if (state === 'not-yet-valid') return <span>{t('overview.daysUntilStart', days)}</span>;
  return <span data-soon={count < 30 ? true : undefined}>{t('overview.daysLeft', days)}</span>;
}
