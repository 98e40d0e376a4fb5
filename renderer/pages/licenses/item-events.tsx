import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemEventsQuery, itemFilesQuery } from '../../api/licenses.ts';
import { useActorText, useEventText } from '../../parts/ledger-event/event-text.ts';
import { TextLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './licenses.module.css';

const shown = 12;

type Entry = { readonly key: string; readonly at: number; readonly text: string; readonly by: string };

/** The files that brought the item or changed it, and what the ledger tells of it, the newest first. */
export function ItemEvents({ vendor, id }: { readonly vendor: string; readonly id: string }) {
  const { t } = useTranslation();
  const eventText = useEventText();
  const actorText = useActorText();
  const events = useQuery(itemEventsQuery({ vendor, id }));
  const files = useQuery(itemFilesQuery({ vendor, id }));
  const error = events.error ?? files.error;
  const told = events.data?.items.filter(({ kind }) => !kind.startsWith('alert')) ?? [];
  const entries: readonly Entry[] = [
    ...told.map((event) => ({
      key: `event ${event.height}`,
      at: event.at,
      text: eventText(event),
      by: actorText(event.actor),
    })),
    ...(files.data ?? []).map(({ digest, importedAt, jti, serial }) => ({
      key: digest,
      at: importedAt,
      text: t('licenses.inFile', { file: jti, serial }),
      by: '',
    })),
  ].toSorted((a, b) => b.at - a.at);
  return (
    <Panel
      title={t('licenses.events')}
      isFlush
      actions={
        <TextLink to="/ledger" search={{ subject: id, vendor }} size="sm">
          {t('licenses.allEvents')}
        </TextLink>
      }
    >
      {error !== null && <ProblemNotice problem={error} />}
      <ul className={classes.events}>
        {entries.slice(0, shown).map(({ key, at, text, by }) => (
          <li key={key}>
            <Time at={at} />
            <span>{text}</span>
            <span className={classes.quiet}>{by}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
