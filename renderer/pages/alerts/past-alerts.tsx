import { useTranslation } from 'react-i18next';
import { type Alert, pastAlertSource } from '../../api/alerts.ts';
import { type Column, DataTable } from '../../parts/data-table/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterSelect } from '../../parts/filter-select.tsx';
import { useFormat } from '../../parts/format.ts';
import { useActorText } from '../../parts/ledger-event/event-text.ts';
import { useSearchParam } from '../../parts/search-param.ts';
import { Time } from '../../parts/time.tsx';
import { en } from '../../text/en.ts';
import { useAlertText } from './alert-text.ts';

const subjects = Object.keys(en.alerts.subject) as readonly (keyof typeof en.alerts.subject)[];

/** Subjects whose thresholds are spans; those of the others are shares. */
const inDays: ReadonlySet<string> = new Set(['term', 'acknowledgement']);

/** What is over or was dismissed. */
export function PastAlerts() {
  const { t } = useTranslation();
  const [subject] = useSearchParam('subject');
  return (
    <DataTable
      label={t('alerts.label')}
      source={pastAlertSource(subject)}
      columns={usePastColumns()}
      rowKey={({ id }) => String(id)}
      exportName="alerts"
      filters={
        <FilterSelect
          name="subject"
          label={t('alerts.subjectColumn')}
          width={200}
          options={subjects.map((value) => ({ value, label: t(`alerts.subject.${value}`) }))}
        />
      }
      filterNames={['subject']}
      empty={<EmptyState title={t('alerts.pastNone')} next={t('alerts.pastNoneNext')} />}
    />
  );
}

function usePastColumns(): readonly Column<Alert>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const textOf = useAlertText();
  const actorText = useActorText();
  const known = (subject: string) => subjects.find((one) => one === subject);
  const subjectText = ({ subject }: Alert): string => {
    const name = known(subject);
    return name === undefined ? subject : t(`alerts.subject.${name}`);
  };
  const ending = ({ until, dismissedBy }: Alert): string =>
    until !== null || dismissedBy === null
      ? t('alerts.over')
      : t('alerts.dismissedBy', { actor: actorText(dismissedBy) });
  const threshold = ({ subject, message }: Alert): string => {
    const { threshold: at } = message;
    if (at === 'limit' || at === 'grace') return t(`alerts.thresholds.${at}`);
    if (typeof at !== 'number') return '–';
    return inDays.has(subject) ? format.days(at) : format.percent(at / 100);
  };
  return [
    {
      id: 'what',
      header: t('alerts.what'),
      width: 280,
      grows: true,
      cell: (alert) => textOf(alert).title,
      text: (alert) => textOf(alert).title,
    },
    {
      id: 'subject',
      header: t('alerts.subjectColumn'),
      sort: 'subject',
      width: 168,
      cell: subjectText,
      text: subjectText,
    },
    { id: 'threshold', header: t('alerts.threshold'), width: 96, cell: threshold, text: threshold },
    {
      id: 'at',
      header: t('alerts.at'),
      sort: 'at',
      width: 168,
      cell: ({ at }) => <Time at={at} />,
      text: ({ at }) => format.utc(at),
    },
    {
      id: 'until',
      header: t('alerts.until'),
      width: 168,
      cell: ({ until, dismissedAt, at }) => <Time at={until ?? dismissedAt ?? at} />,
      text: ({ until, dismissedAt }) => format.utc(until ?? dismissedAt ?? 0),
    },
    { id: 'how', header: t('alerts.how'), width: 176, cell: ending, text: ending },
  ];
}
