import { useTranslation } from 'react-i18next';
import { Panel } from '../../parts/panel.tsx';
import { DraftBar } from '../../parts/settings-form/draft-bar.tsx';
import { DraftList, DraftNumber, DraftText } from '../../parts/settings-form/draft-fields.tsx';
import { useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';
import { tellDone } from '../../parts/tell-done.tsx';
import classes from './settings.module.css';

/** From where the console can be opened, and for how long a log-in lasts. */
export function ConsoleSection() {
  const { t } = useTranslation();
  const listener = useSettingsDraft('console', () => tellDone(t('settings.savedNextStart')));
  const session = useSettingsDraft('console', () => tellDone(t('settings.saved')));
  return (
    <>
      <Panel title={t('settings.console.listener')}>
        <div className={classes.fields}>
          <DraftText
            draft={listener}
            path="host"
            label={t('settings.console.host')}
            hint={t('settings.console.hostHint')}
          />
          <DraftNumber draft={listener} path="port" label={t('settings.console.port')} min={0} max={65_535} unit="" />
          <div className={classes.wide}>
            <DraftList
              draft={listener}
              path="names"
              label={t('settings.console.names')}
              hint={t('settings.console.namesHint')}
              placeholder="licenses.plant.example"
            />
          </div>
        </div>
        <DraftBar draft={listener} paths={['host', 'port', 'names']} />
      </Panel>
      <Panel title={t('settings.console.session')}>
        <div className={classes.fields}>
          <DraftNumber
            draft={session}
            path="sessionHours"
            label={t('settings.console.sessionHours')}
            min={1}
            max={168}
            unit={t('settings.console.hours')}
          />
        </div>
        <DraftBar draft={session} paths={['sessionHours']} />
      </Panel>
    </>
  );
}
