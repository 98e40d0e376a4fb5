import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../parts/panel.tsx';
import { DraftBar } from '../../parts/settings-form/draft-bar.tsx';
import { DraftNumber } from '../../parts/settings-form/draft-fields.tsx';
import { useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';
import { tellDone } from '../../parts/tell-done.tsx';
import classes from './settings.module.css';

const longest = 36_500;

/** How long things are kept. */
export function RetentionSection() {
  const { t } = useTranslation();
  const told = (): void => tellDone(t('settings.saved'));
  const usage = useSettingsDraft('retention', told);
  const records = useSettingsDraft('retention', told);
  const devices = useSettingsDraft('devices', told);
  const unit = t('settings.retention.days');
  return (
    <>
      <Panel title={t('settings.retention.usage')}>
        <div className={classes.fields}>
          <DraftNumber
            draft={usage}
            path="slotDays"
            label={t('settings.retention.slotDays')}
            min={30}
            max={3_650}
            unit={unit}
          />
          <DraftNumber
            draft={usage}
            path="hourDays"
            label={t('settings.retention.hourDays')}
            min={400}
            max={longest}
            unit={unit}
          />
        </div>
        <Text size="sm" c="dimmed" mt="sm">
          {t('settings.retention.daily')}
        </Text>
        <DraftBar draft={usage} paths={['slotDays', 'hourDays']} />
      </Panel>
      <Panel title={t('settings.retention.records')}>
        <div className={classes.fields}>
          <DraftNumber
            draft={records}
            path="ledgerDays"
            label={t('settings.retention.ledgerDays')}
            hint={t('settings.retention.ledgerHint')}
            min={400}
            max={longest}
            unit={unit}
          />
          <DraftNumber
            draft={records}
            path="bundleDays"
            label={t('settings.retention.bundleDays')}
            min={400}
            max={longest}
            unit={unit}
          />
          <DraftNumber
            draft={records}
            path="denialDays"
            label={t('settings.retention.denialDays')}
            min={1}
            max={longest}
            unit={unit}
          />
          <DraftNumber
            draft={records}
            path="alertDays"
            label={t('settings.retention.alertDays')}
            min={1}
            max={longest}
            unit={unit}
          />
        </div>
        <DraftBar draft={records} paths={['ledgerDays', 'bundleDays', 'denialDays', 'alertDays']} />
      </Panel>
      <Panel title={t('settings.retention.devices')}>
        <div className={classes.fields}>
          <DraftNumber
            draft={devices}
            path="inactiveDays"
            label={t('settings.retention.inactiveDays')}
            hint={t('settings.retention.inactiveHint')}
            min={1}
            max={3_650}
            unit={unit}
          />
        </div>
        <DraftBar draft={devices} paths={['inactiveDays']} />
      </Panel>
    </>
  );
}
