import { Button, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Handshake } from '../../api/handshakes.ts';
import { itemsQuery, statusQuery } from '../../api/site.ts';
import { useCopied } from '../../parts/copyable-id.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from './handshakes.module.css';
import { snippetOf } from './snippet.ts';

/** What an app developer needs to reach this code. */
export function SdkSnippet({ handshake }: { readonly handshake: Handshake }) {
  const { t } = useTranslation();
  const { data: status } = useQuery(statusQuery);
  const { data: items } = useQuery(itemsQuery);
  const [isCopied, copy] = useCopied();
  const item = items?.items.find(({ vendor, id }) => vendor === handshake.vendor && handshake.items.includes(id));
  const text = snippetOf(handshake, {
    servers: status?.network.servers ?? [],
    product: item?.product ?? 'product',
    feature: item?.features[0] ?? 'feature',
  });
  return (
    <Panel
      title={t('handshakes.snippet')}
      actions={
        <Button
          variant="default"
          leftSection={isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => copy(text)}
        >
          {isCopied ? t('parts.copied') : t('handshakes.copySnippet')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        {t('handshakes.snippetHint')}
      </Text>
      <div className={classes.snippet} role="group" aria-label={t('handshakes.snippet')} tabIndex={0}>
        <pre style={{ margin: 0, font: 'inherit' }}>{text}</pre>
      </div>
    </Panel>
  );
}
