import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';

export function DenialsPage() {
  const { t } = useTranslation();
  return <PageHeader title={t('nav.denials')} />;
}
