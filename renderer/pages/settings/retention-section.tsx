import { useTranslation } from 'react-i18next';
import { DraftNumber } from '../../parts/settings-form/draft-fields.tsx';
import { DraftPanel } from '../../parts/settings-form/draft-panel.tsx';
import { useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';

const longest = 36_500;

/** How long things are kept. */
export function RetentionSection() {
  const { t } = useTranslation();
  return (
    <>
      <Spans
        title={t('settings.retention.usage')}
        branch="retention"
        note={t('settings.retention.daily')}
        spans={[
          { path: 'slotDays', label: t('settings.retention.slotDays'), min: 30, max: 3_650 },
          { path: 'hourDays', label: t('settings.retention.hourDays'), min: 400, max: longest },
        ]}
      />
      <Spans
        title={t('settings.retention.records')}
        branch="retention"
        spans={[
          {
            path: 'ledgerDays',
            label: t('settings.retention.ledgerDays'),
            hint: t('settings.retention.ledgerHint'),
            min: 400,
            max: longest,
          },
          { path: 'bundleDays', label: t('settings.retention.bundleDays'), min: 400, max: longest },
          { path: 'denialDays', label: t('settings.retention.denialDays'), min: 1, max: longest },
          { path: 'alertDays', label: t('settings.retention.alertDays'), min: 1, max: longest },
        ]}
      />
      <Spans
        title={t('settings.retention.devices')}
        branch="devices"
        spans={[
          {
            path: 'inactiveDays',
            label: t('settings.retention.inactiveDays'),
            hint: t('settings.retention.inactiveHint'),
            min: 1,
            max: 3_650,
          },
        ]}
      />
    </>
  );
}

type SpansProps = {
  readonly title: string;
  readonly branch: 'retention' | 'devices';
  readonly note?: string;
  /** Each in days. */
  readonly spans: readonly {
    readonly path: string;
    readonly label: string;
    readonly hint?: string;
    readonly min: number;
    readonly max: number;
  }[];
};

function Spans({ branch, spans, ...panel }: SpansProps) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(branch);
  return (
    <DraftPanel {...panel} draft={draft} paths={spans.map(({ path }) => path)}>
      {spans.map((span) => (
        <DraftNumber key={span.path} {...span} draft={draft} unit={t('settings.retention.days')} />
      ))}
    </DraftPanel>
  );
}
