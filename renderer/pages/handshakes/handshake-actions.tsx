import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeHandshake, type Handshake, removeHandshake } from '../../api/handshakes.ts';
import { readAnew } from '../../api/queries.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { tellDone } from '../../parts/tell-done.tsx';

/** What can be done with a code as a whole. The default code stays until another one is. */
export function HandshakeActions({ handshake }: { readonly handshake: Handshake }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const ask = useConfirm();
  const { code, organization } = handshake;
  if (handshake.default) return null;
  const makeDefault = (): void =>
    ask({
      title: t('handshakes.defaultTitle', { code }),
      what: t('handshakes.defaultWhat', { organization, code }),
      confirm: t('handshakes.makeDefault'),
      run: async () => {
        await changeHandshake(handshake, { default: true });
        await readAnew(client, 'handshakes');
        tellDone(t('handshakes.defaultDone', { code }));
      },
    });
  const remove = (): void =>
    ask({
      title: t('handshakes.removeTitle', { code }),
      what: t('handshakes.removeWhat', { code }),
      confirm: t('handshakes.remove'),
      isDanger: true,
      run: async () => {
        await removeHandshake(handshake);
        await navigate({ to: '/handshakes' });
        await readAnew(client, 'handshakes');
        tellDone(t('handshakes.removed', { code }));
      },
    });
  return (
    <>
      <Button variant="default" onClick={makeDefault}>
        {t('handshakes.makeDefault')}
      </Button>
      <Button variant="default" onClick={remove}>
        {t('handshakes.remove')}
      </Button>
    </>
  );
}
