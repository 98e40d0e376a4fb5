import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { tellFailed } from './tell-failed.tsx';

type Undo = { readonly label: string; readonly run: () => Promise<unknown> | undefined };

/** Says that something is done, and offers to undo it as long as it is shown. */
export function tellDone(text: string, undo?: Undo): void {
  const id = notifications.show({
    closeButtonProps: { 'aria-label': i18next.t('parts.close') },
    autoClose: undo === undefined ? 5_000 : 12_000,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm">{text}</Text>
        {undo !== undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            flex="none"
            onClick={() => {
              notifications.hide(id);
              void undo.run()?.catch(tellFailed);
            }}
          >
            {undo.label}
          </Button>
        )}
      </Group>
    ),
  });
}
