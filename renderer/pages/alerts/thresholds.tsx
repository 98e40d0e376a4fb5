import { Button, Checkbox, NumberInput, TagsInput, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CHANNELS, type Channel } from '../../api/alerts.ts';
import { useChange } from '../../api/queries.ts';
import { changeSettings } from '../../api/site.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { useFormat } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { DraftBar } from '../../parts/settings-form/draft-bar.tsx';
import { type SettingsDraft, useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';
import { tellDone } from '../../parts/tell-done.tsx';
import type { en } from '../../text/en.ts';
import classes from './alerts.module.css';

type Subject = keyof (typeof en)['alerts']['subject'];

/** At which figures alerts fire, and where each subject goes. */
export function Thresholds() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('alerts');
  return (
    <Panel title={t('alerts.tabs.thresholds')} actions={<ResetButton draft={draft} />}>
      <Text size="sm" c="dimmed" mb="sm" maw="92ch">
        {t('alerts.thresholds.intro')}
      </Text>
      <div className={classes.wide}>
        <table className={classes.thresholds}>
          <thead>
            <tr>
              <th scope="col">{t('alerts.thresholds.subject')}</th>
              <th scope="col">{t('alerts.thresholds.fires')}</th>
              {CHANNELS.map((channel) => (
                <th key={channel} scope="col" data-align="center">
                  {t(`alerts.channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ subject, fires }) => (
              <tr key={subject}>
                <th scope="row">{t(`alerts.subject.${subject}`)}</th>
                <td>
                  <div className={classes.fires}>{fires(draft)}</div>
                </td>
                {CHANNELS.map((channel) => (
                  <td key={channel} data-align="center">
                    <ChannelMark {...{ draft, subject, channel }} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <DraftBar draft={draft} paths={rows.flatMap(({ paths }) => paths)} />
    </Panel>
  );
}

type Row = {
  readonly subject: Subject;
  readonly paths: readonly string[];
  readonly fires: (draft: SettingsDraft) => ReactNode;
};

const rows: readonly Row[] = [
  listRow('quota', 'thresholds', 'percentOf', 'limit'),
  listRow('peak', 'thresholds', 'percentQuota'),
  listRow('overage', 'thresholds', 'percent'),
  {
    subject: 'failures',
    paths: ['failures.thresholds', 'failures.minimumRequests'],
    fires: (draft) => (
      <>
        <Marks draft={draft} subject="failures" path="failures.thresholds" />
        <Words name="percentFailures" />
        <Figure draft={draft} subject="failures" path="failures.minimumRequests" max={1_000_000} unit="requests" />
        <Words name="requests" />
      </>
    ),
  },
  listRow('term', 'days', 'daysBefore', 'grace'),
  listRow('acknowledgement', 'days', 'daysSince'),
  listRow('sync', 'thresholds', 'percentSync'),
  atOnceRow('clock'),
  atOnceRow('ledger'),
  atOnceRow('machine'),
  atOnceRow('backup-place'),
  {
    subject: 'backup',
    paths: ['backup.maxAgeHours'],
    fires: (draft) => (
      <>
        <Words name="backup" />
        <Figure draft={draft} subject="backup" path="backup.maxAgeHours" max={8_760} unit="hours" />
        <Words name="hours" />
      </>
    ),
  },
  {
    subject: 'disk',
    paths: ['disk.minimumMegabytes', 'disk.minimumPercent'],
    fires: (draft) => (
      <>
        <Words name="disk" />
        <Figure draft={draft} subject="disk" path="disk.minimumMegabytes" max={10_000_000} unit="mebibytes" />
        <Words name="megabytes" />
        <Figure draft={draft} subject="disk" path="disk.minimumPercent" max={100} unit="diskPercent" />
        <Words name="diskPercent" />
      </>
    ),
  },
];

type WordName = keyof (typeof en)['alerts']['thresholds'];

function listRow(subject: Subject, name: 'thresholds' | 'days', words: WordName, extra?: 'limit' | 'grace'): Row {
  const path = `${subject}.${name}`;
  return {
    subject,
    paths: [path],
    fires: (draft) => (
      <>
        <Marks draft={draft} subject={subject} path={path} {...(extra !== undefined && { extra })} />
        <Words name={words} />
      </>
    ),
  };
}

function atOnceRow(subject: Subject): Row {
  return { subject, paths: [], fires: () => <Words name="atOnce" /> };
}

function Words({ name }: { readonly name: WordName }) {
  const { t } = useTranslation();
  return (
    <Text span size="sm" c="dimmed">
      {t(`alerts.thresholds.${name}`)}
    </Text>
  );
}

type FieldProps = { readonly draft: SettingsDraft; readonly subject: Subject; readonly path: string };

/** Several figures; `extra` is a word that may stand among them. */
function Marks({ draft, subject, path, extra }: FieldProps & { readonly extra?: 'limit' | 'grace' }) {
  const { t } = useTranslation();
  const values = draft.value<readonly (number | string)[]>(path) ?? [];
  const word = extra === undefined ? null : t(`alerts.thresholds.${extra}`);
  const [refused, setRefused] = useState<string | null>(null);
  const set = (texts: readonly string[]): void => {
    const read = texts.map((text) => ({ text, value: text === word ? extra : wholeNumber(text) }));
    const good = read.flatMap(({ value }) => value ?? []);
    setRefused(read.find(({ value }) => value === undefined)?.text ?? null);
    draft.set(path, [...new Set(good)].toSorted(inOrder));
  };
  return (
    <TagsInput
      size="xs"
      className={classes.tags ?? ''}
      aria-label={t('alerts.thresholds.firesLabel', { subject: t(`alerts.subject.${subject}`) })}
      error={refused === null ? draft.wrong(path) : t('alerts.thresholds.notWhole', { typed: refused })}
      disabled={draft.isReadOnly}
      splitChars={[',', ' ', ';']}
      acceptValueOnBlur
      {...(word !== null && { data: [word] })}
      value={values.map((value) => (value === extra && word !== null ? word : String(value)))}
      onChange={set}
    />
  );
}

/** Of `85` and of `85 %`; undefined: it is none. */
function wholeNumber(text: string): number | undefined {
  const digits = /^(\d{1,9})\s*%?$/.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Figures upwards, words last. */
function inOrder(a: unknown, b: unknown): number {
  return Number(typeof a === 'string') - Number(typeof b === 'string') || Number(a) - Number(b);
}

type FigureProps = FieldProps & { readonly max: number; readonly unit: WordName };

function Figure({ draft, subject, path, max, unit }: FigureProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <NumberInput
      size="xs"
      className={classes.number ?? ''}
      title={t('settings.range', { min: '0', max: format.number(max) })}
      aria-label={`${t(`alerts.subject.${subject}`)}: ${t(`alerts.thresholds.${unit}`)}`}
      error={draft.wrong(path) === null ? null : t('settings.range', { min: '0', max: format.number(max) })}
      disabled={draft.isReadOnly}
      min={0}
      max={max}
      clampBehavior="none"
      hideControls
      allowDecimal={false}
      thousandSeparator={format.groupSign}
      decimalSeparator={format.decimalSign}
      value={draft.value<number>(path) ?? ''}
      onChange={(value) => draft.set(path, value === '' ? null : Number(value))}
    />
  );
}

type MarkProps = { readonly draft: SettingsDraft; readonly subject: Subject; readonly channel: Channel };

function ChannelMark({ draft, subject, channel }: MarkProps) {
  const { t } = useTranslation();
  const path = `${subject}.off`;
  const off = draft.value<readonly Channel[]>(path) ?? [];
  const label = t('alerts.thresholds.goes', {
    subject: t(`alerts.subject.${subject}`),
    channel: t(`alerts.channel.${channel}`),
  });
  return (
    <Checkbox
      size="xs"
      display="inline-flex"
      aria-label={label}
      disabled={draft.isReadOnly}
      checked={!off.includes(channel)}
      onChange={({ currentTarget }) =>
        draft.set(path, currentTarget.checked ? off.filter((one) => one !== channel) : [...off, channel])
      }
    />
  );
}

function ResetButton({ draft }: { readonly draft: SettingsDraft }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { mutateAsync } = useChange({ run: changeSettings, touches: ['settings', 'alerts'] });
  if (draft.isReadOnly) return null;
  return (
    <Button
      variant="subtle"
      onClick={() =>
        ask({
          title: t('alerts.thresholds.resetTitle'),
          what: t('alerts.thresholds.resetWhat'),
          confirm: t('alerts.thresholds.reset'),
          run: async () => {
            await mutateAsync({ alerts: null });
            draft.discard();
            tellDone(t('alerts.thresholds.resetDone'));
          },
        })
      }
    >
      {t('alerts.thresholds.reset')}
    </Button>
  );
}
