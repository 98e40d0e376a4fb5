import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../api/site.ts';
import { useFormat } from '../../parts/format.ts';
import { StateShape, type Tone } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './health-panel.module.css';

const tones: Readonly<Record<Status['state'], Tone>> = { ok: 'ok', warning: 'warning', critical: 'critical' };

/** Where each line is put right. */
const pages = {
  license: '/licenses',
  clock: '/settings',
  ledger: '/ledger',
  backup: '/backups',
  disk: '/settings',
  sync: '/gap',
  seats: '/devices',
} as const;

/** The answer of the first screen, and the lines it is made of. */
export function HealthPanel({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const { health, state } = status;
  const open = health.filter((line) => line.state !== 'ok').length;
  const untils = health.flatMap(({ until, subject }) => (until === null || subject === 'backup' ? [] : [until]));
  const until = untils.length === 0 ? null : Math.min(...untils);
  return (
    <section className={classes.panel} data-state={state} aria-label={t('overview.health')}>
      <p className={classes.headline}>
        <StateShape tone={tones[state]} size={14} />
        {state === 'ok' ? t('overview.allRight') : t('overview.toDo', { count: open })}
        {state === 'ok' && until !== null && (
          <span className={classes.until}>
            {t('overview.until')} <Time at={until} as="date" />
          </span>
        )}
      </p>
      <ul className={classes.lines}>
        {health.map((line) => (
          <HealthLine key={line.subject} line={line} />
        ))}
      </ul>
    </section>
  );
}

function HealthLine({ line }: { readonly line: Status['health'][number] }) {
  const { t } = useTranslation();
  const sentence = useHealthText()(line);
  return (
    <li>
      <Link to={pages[line.subject]} className={classes.line}>
        <span className={classes.subject}>
          <StateShape tone={tones[line.state]} />
          {t(`overview.subject.${line.subject}`)}
          <span className={classes.word}>{t(`overview.state.${line.state}`)}</span>
        </span>
        <span className={classes.sentence}>{sentence}</span>
      </Link>
    </li>
  );
}

/** The sentence of a health line; what this console does not know yet is told in the server's words. */
function useHealthText(): (line: Status['health'][number]) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return ({ reason, facts, detail }) => {
    const key = `health.${reason}`;
    if (!i18n.exists(`${key}`) && !i18n.exists(`${key}_one`)) return detail;
    const figures = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, format.number(value)]));
    const stopped = Object.entries(facts).map(([state, count]) => {
      const name = `itemState.${state}`;
      return i18n.exists(name) ? `${t(name as never)}: ${format.number(count)}` : '';
    });
    const size = facts.megabytes === undefined ? '' : format.bytes(facts.megabytes * 1_048_576);
    const count = facts.items ?? facts.days ?? facts.hours ?? facts.minutes ?? 0;
    return t(key as never, { ...figures, count, size, states: stopped.filter((text) => text !== '').join(', ') });
  };
}
