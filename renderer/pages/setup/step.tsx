import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  readonly title: string;
  /** Why this step is worth the minute. */
  readonly why: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
};

/** One step: what it is, why, the work, and how to go on. */
export function StepFrame({ title, why, children, actions }: Props) {
  return (
    <Stack gap="md">
      <div>
        <Title order={2} size="h1">
          {title}
        </Title>
        <Text c="dimmed" mt={4}>
          {why}
        </Text>
      </div>
      {children}
      {actions !== undefined && (
        <Group gap="xs" data-print-hidden>
          {actions}
        </Group>
      )}
    </Stack>
  );
}
