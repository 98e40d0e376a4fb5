import { Group, Stack, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = {
  readonly title: string;
  /** What to do first. */
  readonly next: string;
  readonly icon?: Icon;
  /** Buttons that do it. */
  readonly children?: ReactNode;
};

/** A screen that has nothing to show yet, and says what to do first. */
export function EmptyState({ title, next, icon: Picture, children }: Props) {
  return (
    <Stack align="center" gap="xs" p="xl" ta="center">
      {Picture !== undefined && <Picture size={32} stroke={1.4} color="var(--cw-quiet)" aria-hidden />}
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" maw={480}>
        {next}
      </Text>
      {children !== undefined && (
        <Group gap="xs" mt="xs">
          {children}
        </Group>
      )}
    </Stack>
  );
}
