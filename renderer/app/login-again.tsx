import { useTranslation } from 'react-i18next';
import { Dialog } from '../parts/dialog.tsx';
import { LoginForm } from './login-page.tsx';

/** Over a page whose session has ended: what was typed there stays. */
export function LoginAgain({ user }: { readonly user: string }) {
  const { t } = useTranslation();
  return (
    // Before every other dialog.
    <Dialog isHeld onClose={() => undefined} title={t('login.ended')} size="sm" zIndex={300}>
      <LoginForm user={user} />
    </Dialog>
  );
}
