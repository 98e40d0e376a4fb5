import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';

export function SetupPage() {
  const { t } = useTranslation();
  return <PageHeader title={t('nav.setup')} />;
}
