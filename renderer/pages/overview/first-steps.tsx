import { IconFileCertificate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChooseFiles } from '../../parts/import-files/choose-files.tsx';
import { ButtonLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';

/** A site without a license: what to do first. */
export function FirstSteps() {
  const { t } = useTranslation();
  const isAdmin = useMay('admin');
  return (
    <Panel>
      <EmptyState icon={IconFileCertificate} title={t('overview.noLicense')} next={t('overview.noLicenseNext')}>
        {isAdmin && <ButtonLink to="/setup">{t('overview.toSetup')}</ButtonLink>}
        <ChooseFiles variant="default" />
      </EmptyState>
    </Panel>
  );
}
