import { Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/format.ts';
import { useActorText, useEventText } from '../../parts/ledger-event/event-text.ts';
import { useItemName } from '../../parts/names.ts';
import { useNow } from '../../parts/now.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateShape, type Tone } from '../../parts/state-badge.tsx';
import { useDenialText } from '../../text/denial-text.ts';
import classes from './device-view.module.css';
import { type HistoryDay, type HistoryDenial, type HistoryEvent, useHistory } from './history.ts';

const KINDS = ['all', 'leases', 'reports', 'denials'] as const;
type Kind = (typeof KINDS)[number];

type Entry = {
  readonly key: string;
  readonly kind: Exclude<Kind, 'all'>;
  readonly at: number;
  readonly tone: Tone;
  readonly text: string;
  readonly by: string | null;
  /** Stands for a whole UTC day. */
  readonly isDay: boolean;
};

/** Leases, reports and denials of one device, the newest first. */
export function Timeline({ uuid }: { readonly uuid: string }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('all');
  const history = useHistory(uuid);
  const entries = useEntries(history);
  const { since } = history;
  const shown = entries.filter((entry) => (kind === 'all' || entry.kind === kind) && entry.at >= (since ?? 0));
  const names = {
    all: t('devices.timelineAll'),
    leases: t('devices.timelineLeases'),
    reports: t('devices.timelineReports'),
    denials: t('devices.timelineDenials'),
  };
  return (
    <Panel
      title={t('devices.timeline')}
      isFlush
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('devices.timeline')}
          value={kind}
          onChange={setKind}
          data={KINDS.map((value) => ({ value, label: names[value] }))}
        />
      }
    >
      {history.problem !== null && <ProblemNotice problem={history.problem} onRetry={history.retry} />}
      {history.isLoading && (
        <Stack gap="xs" p="md">
          <Skeleton height={12} />
          <Skeleton height={12} />
          <Skeleton height={12} />
        </Stack>
      )}
      {!history.isLoading && shown.length === 0 && (
        <Text c="dimmed" p="md">
          {t('devices.timelineEmpty')}
        </Text>
      )}
      <Days entries={shown} />
      {since !== null && (
        <Group className={classes.older ?? ''}>
          <Button variant="default" loading={history.isLoadingOlder} onClick={history.readOlder}>
            {t('devices.older')}
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function Days({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = Map.groupBy(entries, ({ at }) => format.date(at));
  return [...days].map(([day, own]) => (
    <div key={day} className={classes.day}>
      <h3 className={classes.date}>{day}</h3>
      <ul className={classes.entries}>
        {own.map(({ key, at, tone, text, by, isDay }) => (
          <li key={key} className={classes.entry}>
            <span className={classes.entryTime} title={format.utc(at)}>
              {isDay ? t('devices.wholeDay') : format.clock(at)}
            </span>
            <StateShape tone={tone} />
            <span>{text}</span>
            <span className={classes.entryBy}>{by}</span>
          </li>
        ))}
      </ul>
    </div>
  ));
}

type Lists = {
  readonly events: readonly HistoryEvent[];
  readonly denials: readonly HistoryDenial[];
  readonly days: readonly HistoryDay[];
};

function useEntries({ events, denials, days }: Lists): readonly Entry[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const eventText = useEventText();
  const actorText = useActorText();
  const denialText = useDenialText();
  const itemName = useItemName();
  return useMemo(() => {
    const all: readonly Entry[] = [
      ...events.map((event) => ({
        key: `event ${event.height}`,
        kind: 'leases' as const,
        at: event.at,
        tone: toneOf(event.kind),
        text: eventText(event),
        by: event.actor === 'device' ? null : t('devices.by', { actor: actorText(event.actor) }),
        isDay: false,
      })),
      ...denials.map((denial) => ({
        key: `denial ${denial.last} ${denial.code} ${denial.product} ${denial.handshake} ${denial.address}`,
        kind: 'denials' as const,
        at: denial.last,
        tone: 'critical' as const,
        text: t('devices.refusedTimes', {
          count: denial.count,
          formatted: format.number(denial.count),
          reason: denialText(denial).meaning,
        }),
        by: null,
        isDay: false,
      })),
      ...days.map(({ at = 0, vendor, item, count }) => ({
        key: `day ${at} ${vendor} ${item}`,
        kind: 'reports' as const,
        at: Math.min(at + noon, now),
        tone: 'quiet' as const,
        text: t('devices.reported', { count, formatted: format.number(count), item: itemName(vendor, item) }),
        by: null,
        isDay: true,
      })),
    ];
    return all.toSorted((a, b) => b.at - a.at);
  }, [events, denials, days, t, format, now, eventText, actorText, denialText, itemName]);
}

/** A UTC day stands where its noon is, which is the same date in nearly every zone. */
const noon = 43_200;

function toneOf(kind: string): Tone {
  if (kind === 'reclaim' || kind === 'undo' || kind === 'device-removed') return 'warning';
  if (kind === 'grant' || kind === 'offline-lease' || kind === 'adopted') return 'ok';
  return 'accent';
}
