import { Text } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { syncQuery, type VendorSync } from '../../api/sync.ts';
import { useFormat } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { StateShape, type Tone } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';
import { Export } from './export.tsx';
import { ExportStanding } from './export-standing.tsx';
import classes from './gap.module.css';
import { useExport } from './use-export.ts';

/** The loop as a picture: what waits here, what is on the way, and what came back last. */
export function Loop({ sync }: { readonly sync: VendorSync }) {
  const { t } = useTranslation();
  const { vendor, name } = sync;
  const state = useExport(sync);
  return (
    <Panel title={name} actions={<Export {...state} />}>
      <ExportStanding state={state} vendorName={name} />
      <ol className={classes.loop} aria-label={t('gap.loop', { vendor: name })}>
        <Here pending={sync.pending} />
        <Way>{t('gap.goesOut')}</Way>
        <OnTheWay vendor={vendor} />
        <Way>{t('gap.comesBack')}</Way>
        <Back vendor={vendor} />
        <li className={classes.return}>
          <span>{t('gap.renewals')}</span>
        </li>
      </ol>
    </Panel>
  );
}

type StationProps = { readonly title: string; readonly tone: Tone; readonly children: ReactNode };

function Station({ title, tone, children }: StationProps) {
  return (
    <li className={classes.station}>
      <h3 className={classes.stationTitle}>
        <StateShape tone={tone} />
        {title}
      </h3>
      {children}
    </li>
  );
}

function Way({ children }: { readonly children: ReactNode }) {
  return (
    <li className={classes.way}>
      <IconArrowNarrowRight size={28} stroke={1.4} aria-hidden />
      <span>{children}</span>
    </li>
  );
}

function Here({ pending }: Pick<VendorSync, 'pending'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days, events } = pending;
  const parts = [
    ...(days > 0 ? [t('gap.waitingDays', { count: days, formatted: format.number(days) })] : []),
    ...(events > 0 ? [t('gap.waitingEvents', { count: events, formatted: format.number(events) })] : []),
  ];
  return (
    <Station title={t('gap.here')} tone={parts.length === 0 ? 'ok' : 'accent'}>
      {parts.length === 0 ? (
        <p>{t('gap.waitingNothing')}</p>
      ) : (
        <>
          <p className={classes.strong}>{parts.join(', ')}</p>
          <p className={classes.quiet}>{t('gap.waiting')}</p>
        </>
      )}
    </Station>
  );
}

function OnTheWay({ vendor }: { readonly vendor: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: last } = useQuery(syncQuery({ vendor, limit: 1 }));
  const { data: waiting } = useQuery(syncQuery({ vendor, waiting: true, sort: 'made', limit: 1 }));
  const [bundle] = last?.items ?? [];
  const [oldest] = waiting?.items ?? [];
  const count = waiting?.total ?? 0;
  return (
    <Station title={t('gap.onTheWay')} tone={count > 0 ? 'warning' : 'ok'}>
      {last !== undefined && bundle === undefined && <p>{t('gap.neverMade')}</p>}
      {bundle !== undefined && (
        <>
          <p className={classes.strong}>
            {count > 0 ? t('gap.bundlesOut', { count, formatted: format.number(count) }) : t('gap.bundlesOutNone')}
          </p>
          {oldest !== undefined && count > 1 && (
            <p className={classes.quiet}>{t('gap.oldest', { at: format.dateTime(oldest.made) })}</p>
          )}
          <p className={classes.quiet}>
            {t('gap.lastMade')}: {t('gap.lastBundle', numbers(bundle))}, <Time at={bundle.made} as="relative" />
          </p>
        </>
      )}
    </Station>
  );
}

function Back({ vendor }: { readonly vendor: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(syncQuery({ vendor, waiting: false, limit: 1 }));
  const [bundle] = data?.items ?? [];
  return (
    <Station title={t('gap.back')} tone={bundle === undefined ? 'quiet' : 'ok'}>
      {data !== undefined && bundle === undefined && <p>{t('gap.neverBack')}</p>}
      {bundle?.acknowledgedAt != null && (
        <>
          <p className={classes.strong}>
            <Time at={bundle.acknowledgedAt} />
          </p>
          <Text component="p" className={classes.quiet ?? ''} inherit>
            {t('gap.lastBack')}, {t('gap.upTo', numbers(bundle))}
          </Text>
        </>
      )}
    </Station>
  );
}

const numbers = ({ seq, epoch }: { readonly seq: number; readonly epoch: number }) => ({
  seq: String(seq),
  epoch: String(epoch),
});
