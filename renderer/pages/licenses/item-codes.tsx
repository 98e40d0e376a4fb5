import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeItems, type Handshake, handshakeListQuery } from '../../api/handshakes.ts';
import { problemOf } from '../../api/problem.ts';
import { readAnew, useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { Item } from '../../api/site.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { TextLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';

/** The codes through which devices reach the item; attaching and detaching. */
export function ItemCodes({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const mayChange = useMay('operator');
  const { data, error } = useQuery(handshakeListQuery({ vendor: item.vendor, organization: item.organization }));
  const codes = data?.items ?? [];
  const on = codes.filter(({ items }) => items.includes(item.id));
  const others = codes.filter(({ items }) => !items.includes(item.id));
  return (
    <Panel title={t('licenses.onCodes')}>
      {error !== null && <ProblemNotice problem={error} />}
      <Stack gap="xs">
        {item.publicTrial && <Text c="dimmed">{t('licenses.publicTrial')}</Text>}
        {!item.publicTrial && data !== undefined && on.length === 0 && (
          <Text c="var(--cw-warning)">{t('licenses.onNoCode')}</Text>
        )}
        {on.map((code) => (
          <AttachedCode key={code.code} code={code} item={item} mayChange={mayChange} />
        ))}
        {mayChange && !item.publicTrial && others.length > 0 && <AttachCode item={item} codes={others} />}
      </Stack>
    </Panel>
  );
}

type AttachedProps = { readonly code: Handshake; readonly item: Item; readonly mayChange: boolean };

function AttachedCode({ code, item, mayChange }: AttachedProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ask = useConfirm();
  const put = async (change: (items: readonly string[]) => readonly string[]): Promise<void> => {
    await changeItems(code, change);
    await Promise.all((['handshakes', 'licenses'] as const).map((topic) => readAnew(client, topic)));
  };
  const detach = (): void =>
    ask({
      title: t('licenses.detachTitle', { item: item.name, code: code.code }),
      what: t('licenses.detachWhat', { code: code.code }),
      confirm: t('licenses.detach'),
      isDanger: true,
      run: async () => {
        const place = code.items.indexOf(item.id);
        await put((items) => items.filter((id) => id !== item.id));
        tellDone(t('licenses.detached', { item: item.name, code: code.code }), {
          label: t('licenses.undo'),
          run: () => put((items) => items.filter((id) => id !== item.id).toSpliced(place, 0, item.id)),
        });
      },
    });
  return (
    <Group gap="xs" wrap="nowrap">
      <TextLink to="/handshakes" search={{ code: `${code.vendor}/${code.code}` }} size="sm">
        {code.code}
      </TextLink>
      <Text c="dimmed" size="xs">
        {t('licenses.position', { position: code.items.indexOf(item.id) + 1, count: code.items.length })}
        {code.default && ` · ${t('licenses.isDefault')}`}
        {code.note !== '' && ` · ${code.note}`}
      </Text>
      {mayChange && (
        <ActionIcon
          ml="auto"
          aria-label={t('licenses.detachFrom', { code: code.code })}
          title={t('licenses.detachFrom', { code: code.code })}
          onClick={detach}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

function AttachCode({ item, codes }: { readonly item: Item; readonly codes: readonly Handshake[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const { mutate, isPending, error } = useChange({
    run: (code: Handshake) => changeItems(code, (items) => [...items.filter((id) => id !== item.id), item.id]),
    touches: ['handshakes', 'licenses'],
    onDone: () => setChosen(null),
  });
  const code = codes.find((one) => one.code === chosen);
  return (
    <>
      <Group gap="xs" align="flex-end">
        <Select
          size="xs"
          label={t('licenses.attachTo')}
          searchable
          value={chosen}
          onChange={setChosen}
          data={codes.map((one) => one.code)}
        />
        <Button
          variant="default"
          loading={isPending}
          disabled={code === undefined}
          onClick={() => code !== undefined && mutate(code)}
        >
          {t('licenses.attach')}
        </Button>
      </Group>
      {error !== null && <ProblemNotice problem={problemOf(error)} />}
    </>
  );
}
