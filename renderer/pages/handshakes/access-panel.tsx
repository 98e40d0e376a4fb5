import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Handshake } from '../../api/handshakes.ts';
import { Panel } from '../../parts/panel.tsx';
import { SavedLists } from './saved-lists.tsx';

type Props = { readonly handshake: Handshake; readonly mayChange: boolean };

/** Which devices may use the code; a deny goes before an allow. */
export function AccessPanel({ handshake, mayChange }: Props) {
  const { t } = useTranslation();
  const { allow, deny } = handshake.access;
  return (
    <Panel title={t('handshakes.access')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('handshakes.accessHint')}
      </Text>
      <SavedLists
        handshake={handshake}
        mayChange={mayChange}
        changeOf={(values) => ({ access: { allow: values.allow ?? [], deny: values.deny ?? [] } })}
        lists={[
          {
            key: 'allow',
            label: t('handshakes.allow'),
            hint: t('handshakes.allowHint'),
            placeholder: 'line-*  10.1.0.0/16',
            entries: allow,
          },
          {
            key: 'deny',
            label: t('handshakes.deny'),
            hint: t('handshakes.denyHint'),
            placeholder: '10.9.0.0/16',
            entries: deny,
          },
        ]}
      />
    </Panel>
  );
}
