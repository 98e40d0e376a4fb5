import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../api/problem.ts';

type Props = {
  readonly problem: ApiProblem;
  /** Offers to try again. */
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
};

/** A refusal in a sentence with the next step, never a bare code. */
export function ProblemNotice({ problem, onRetry, children }: Props) {
  const { t } = useTranslation();
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle aria-hidden />} p="sm">
      <Text size="sm" c="var(--mantine-color-text)">
        {problem.message}
      </Text>
      {children}
      {problem.requestId !== null && problem.code === 'internal_error' && (
        <Text size="xs" c="dimmed">
          {t('parts.requestId', { id: problem.requestId })}
        </Text>
      )}
      {onRetry !== undefined && (
        <Group mt="xs">
          <Button variant="default" onClick={onRetry}>
            {t('parts.tryAgain')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
