import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isCode } from '../../../protocol/codes.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useMay } from '../../api/session.ts';
import type { EndedExport, RunningExport } from '../../api/sync.ts';
import { useFormat } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import classes from './gap.module.css';
import type { ExportState } from './use-export.ts';

type Props = { readonly state: ExportState; readonly vendorName: string };

/** How an export to a vendor stands: how far it is, or how it ended. */
export function ExportStanding({ state, vendorName }: Props) {
  const { running, isAsked, ended, problem, dismiss } = state;
  if (running !== null || isAsked) return <Running {...{ state, vendorName }} />;
  if (problem !== null) {
    return (
      <Closable onClose={dismiss}>
        <ProblemNotice problem={problem} />
      </Closable>
    );
  }
  return ended === null ? null : (
    <Closable onClose={dismiss}>
      <Ended ended={ended} takeAlong={state.takeAlong} />
    </Closable>
  );
}

const atFirst: Pick<RunningExport, 'step' | 'done' | 'total'> = { step: 'preparing', done: 0, total: 0 };

function Running({ state, vendorName }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayStop = useMay('operator');
  const { running, isStopping, stop } = state;
  const { step, done, total } = running ?? atFirst;
  return (
    <div className={classes.export}>
      <ProgressLine
        label={t('gap.exporting.progress', { vendor: vendorName })}
        what={t(`gap.exporting.step.${step}`)}
        // The last of it is over when the server says how it ended.
        share={total === 0 ? 0 : Math.min(done / total, 0.99)}
      />
      <Group justify="space-between" gap="sm">
        <Text size="xs" c="dimmed">
          {total > 0 &&
            `${t('gap.exporting.lines', { count: total, done: format.number(done), total: format.number(total) })}. `}
          {t('gap.exporting.leave')}
        </Text>
        {mayStop && running !== null && (
          <Button variant="default" size="compact-sm" loading={isStopping} onClick={stop}>
            {t('gap.exporting.stop')}
          </Button>
        )}
      </Group>
    </div>
  );
}

type EndedProps = { readonly ended: EndedExport; readonly takeAlong: ExportState['takeAlong'] };

function Ended({ ended, takeAlong }: EndedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayExport = useMay('operator');
  const { outcome, made, code, detail } = ended;
  if (outcome === 'failed') {
    const known = code !== null && isCode(code) ? code : 'internal_error';
    return <ProblemNotice problem={new ApiProblem(known, { ...(detail !== null && { detail }) })} />;
  }
  if (outcome === 'stopped') {
    return (
      <Notice tone="quiet" role="status">
        <Text size="sm">{t('gap.exporting.stopped')}</Text>
      </Notice>
    );
  }
  return (
    <Notice tone="ok" role="status">
      <Group gap="sm">
        <Text size="sm">{t('gap.exporting.made', { at: format.dateTime(ended.ended) })}</Text>
        {mayExport && (
          <Button variant="default" size="compact-sm" onClick={() => takeAlong(made)}>
            {t('gap.exporting.takeAlong')}
          </Button>
        )}
      </Group>
    </Notice>
  );
}

function Closable({ onClose, children }: { readonly onClose: () => void; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.closable}>
      <div>{children}</div>
      <ActionIcon title={t('gap.exporting.dismiss')} aria-label={t('gap.exporting.dismiss')} onClick={onClose}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
