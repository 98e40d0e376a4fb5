import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';

export function HandshakesPage() {
  const { t } = useTranslation();
  return <PageHeader title={t('nav.handshakes')} />;
}
