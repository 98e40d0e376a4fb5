import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemEventsQuery } from '../../api/licenses.ts';
import { useActorText, useEventText } from '../../parts/ledger-event/event-text.ts';
import { TextLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './licenses.module.css';

const shown = 12;

/** What the ledger tells of an item. */
export function ItemEvents({ vendor, id }: { readonly vendor: string; readonly id: string }) {
  const { t } = useTranslation();
  const eventText = useEventText();
  const actorText = useActorText();
  const { data, error } = useQuery(itemEventsQuery({ vendor, id }));
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
        {data?.items.slice(0, shown).map((event) => (
          <li key={event.height}>
            <Time at={event.at} />
            <span>{eventText(event)}</span>
            <span className={classes.quiet}>{actorText(event.actor)}</span>
          </li>
        ))}
        {data?.items.length === 0 && <li className={classes.quiet}>{t('licenses.noEvents')}</li>}
      </ul>
    </Panel>
  );
}
