import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from './settings.module.css';
import { notices } from './third-party.notices';

type Notice = (typeof notices)[number];

/** Everything that is delivered with Causeway and is somebody else's. */
export function ThirdParty() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Notice | null>(null);
  return (
    <Panel title={t('settings.about.thirdParty')} isFlush>
      <Text size="sm" px="md" py="sm">
        {t('settings.about.thirdPartyWhat')}
      </Text>
      {/* Who scrolls by keyboard has to get here. */}
      <section className={classes.notices} tabIndex={0} aria-label={t('settings.about.thirdPartyList')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('settings.about.package')}</th>
              <th scope="col">{t('settings.about.version')}</th>
              <th scope="col">{t('settings.about.license')}</th>
            </tr>
          </thead>
          <tbody>
            {notices.map((notice) => (
              <tr key={`${notice.name} ${notice.version}`}>
                <td>{notice.name}</td>
                <td>{notice.version}</td>
                <td>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('settings.about.text', { name: notice.name })}
                    onClick={() => setShown(notice)}
                  >
                    {notice.license}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Dialog
        isOpen={shown !== null}
        onClose={() => setShown(null)}
        size="xl"
        title={shown === null ? '' : t('settings.about.text', { name: `${shown.name} ${shown.version}` })}
      >
        {shown !== null && (
          <Text component="div" size="xs" ff="monospace" className={classes.licenseText ?? ''} tabIndex={0}>
            {shown.text === '' ? t('settings.about.noText', { license: shown.license }) : shown.text}
          </Text>
        )}
      </Dialog>
    </Panel>
  );
}
