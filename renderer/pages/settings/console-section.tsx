import { useTranslation } from 'react-i18next';
import { DraftList, DraftNumber, DraftText } from '../../parts/settings-form/draft-fields.tsx';
import { DraftPanel, WideField } from '../../parts/settings-form/draft-panel.tsx';
import { useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';

/** From where the console can be opened, and for how long a log-in lasts. */
export function ConsoleSection() {
  const { t } = useTranslation();
  const listener = useSettingsDraft('console', 'savedNextStart');
  const session = useSettingsDraft('console');
  return (
    <>
      <DraftPanel title={t('settings.console.listener')} draft={listener} paths={['host', 'port', 'names']}>
        <DraftText
          draft={listener}
          path="host"
          label={t('settings.console.host')}
          hint={t('settings.console.hostHint')}
        />
        <DraftNumber draft={listener} path="port" label={t('settings.console.port')} min={0} max={65_535} unit="" />
        <WideField>
          <DraftList
            draft={listener}
            path="names"
            label={t('settings.console.names')}
            hint={t('settings.console.namesHint')}
            placeholder="licenses.plant.example"
          />
        </WideField>
      </DraftPanel>
      <DraftPanel title={t('settings.console.session')} draft={session} paths={['sessionHours']}>
        <DraftNumber
          draft={session}
          path="sessionHours"
          label={t('settings.console.sessionHours')}
          min={1}
          max={168}
          unit={t('settings.console.hours')}
        />
      </DraftPanel>
    </>
  );
}
