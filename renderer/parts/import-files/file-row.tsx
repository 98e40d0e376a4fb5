import { ActionIcon, Loader, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../problem-notice.tsx';
import { StateBadge, type Tone } from '../state-badge.tsx';
import { VendorName } from '../vendor-name.tsx';
import { FilePreview } from './file-preview.tsx';
import classes from './import-files.module.css';
import type { LookedAt } from './look-into-files.ts';
import { useWouldDo } from './would-do.ts';

const tones: Readonly<Record<LookedAt['state'], Tone>> = {
  looking: 'quiet',
  ready: 'accent',
  later: 'accent',
  importing: 'accent',
  done: 'ok',
  known: 'quiet',
  refused: 'critical',
};

type Props = {
  readonly looked: LookedAt;
  /** The only one: everything about it is shown. */
  readonly isAlone: boolean;
};

/** One file: what it is, from whom, what it does in one line, or why it is refused; the rest on request. */
export function FileRow({ looked, isAlone }: Props) {
  const { t } = useTranslation();
  const wouldDo = useWouldDo();
  const id = useId();
  const [isAsked, setAsked] = useState(false);
  const { file, turn, state, result, problem } = looked;
  const isBusy = state === 'looking' || state === 'importing';
  // The lease of a device is to be taken along.
  const isOpen = isAlone || isAsked || (state === 'done' && result?.kind === 'device-request');
  const kind = result?.kind ?? turn.kind;
  return (
    <li className={classes.file}>
      <div className={classes.head}>
        {!isAlone && result !== undefined && (
          <ActionIcon
            size="sm"
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={t('importing.detailsOf', { name: file.name })}
            title={t('parts.details')}
            onClick={() => setAsked(!isOpen)}
          >
            {isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          </ActionIcon>
        )}
        {!isAlone && result === undefined && <span className={classes.noDetails} />}
        <div className={classes.names}>
          <strong>{file.name}</strong>
          <Text size="xs" c="dimmed">
            {kind === null ? state === 'refused' && t('importing.kind.unknown') : t(`importing.kind.${kind}`)}
            {result !== undefined && (
              <>
                {' · '}
                <VendorName {...result} />
              </>
            )}
          </Text>
        </div>
        <span aria-live="polite">
          {isBusy ? (
            <Loader size="xs" aria-label={t(`importing.state.${state}`)} />
          ) : (
            <StateBadge tone={tones[state]}>{t(`importing.state.${state}`)}</StateBadge>
          )}
        </span>
      </div>
      {result === undefined && turn.asks !== undefined && <Text size="sm">{t('importing.would.ask', turn.asks)}</Text>}
      {state === 'later' && <Text size="sm">{t('importing.would.later')}</Text>}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {result !== undefined && problem === undefined && !isAlone && <Text size="sm">{wouldDo(result)}</Text>}
      {result !== undefined && problem === undefined && isOpen && (
        <div id={id} className={classes.details}>
          <FilePreview result={result} isGiven={state !== 'importing'} />
        </div>
      )}
    </li>
  );
}
