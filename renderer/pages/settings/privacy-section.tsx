import { useTranslation } from 'react-i18next';
import { Panel } from '../../parts/panel.tsx';
import { DraftBar } from '../../parts/settings-form/draft-bar.tsx';
import { DraftSwitch } from '../../parts/settings-form/draft-fields.tsx';
import { useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';
import classes from './settings.module.css';

/** What leaves the site, and the one thing about it that can be chosen. */
export function PrivacySection() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('privacy');
  return (
    <>
      <Panel title={t('settings.sections.privacy')}>
        <DraftSwitch
          draft={draft}
          path="namesInBundles"
          label={t('settings.privacy.names')}
          hint={t('settings.privacy.namesHint')}
        />
        <DraftBar draft={draft} paths={['namesInBundles']} />
      </Panel>
      <Panel title={t('settings.privacy.leaves')}>
        <ul className={classes.points}>
          <li>{t('settings.privacy.leavesList.bundles')}</li>
          <li>{t('settings.privacy.leavesList.requests')}</li>
          <li>{t('settings.privacy.leavesList.nothing')}</li>
        </ul>
      </Panel>
      <Panel title={t('settings.privacy.never')}>
        <ul className={classes.points}>
          <li>{t('settings.privacy.neverList.names')}</li>
          <li>{t('settings.privacy.neverList.machine')}</li>
        </ul>
      </Panel>
    </>
  );
}
