import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CODES } from '../../protocol/codes.ts';
import type { ApiProblem } from '../api/problem.ts';
import { useCodeText } from '../text/code-text.ts';

type Props = {
  readonly problem: ApiProblem;
  /** Offers to try again. */
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
};

/** A refusal in a sentence with the next step, never a bare code. */
export function ProblemNotice({ problem, onRetry, children }: Props) {
  const { t, i18n } = useTranslation();
  const said = useCodeText()(problem.code);
  // The server's sentence knows more than the code, but only English.
  const isSpecific = problem.detail !== null && problem.detail !== CODES[problem.code].next;
  const sentence = i18n.language === 'en' && isSpecific ? problem.detail : `${said.meaning} ${said.next}`;
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle aria-hidden />} p="sm">
      <Text size="sm" c="var(--mantine-color-text)">
        {sentence}
      </Text>
      {isSpecific && i18n.language !== 'en' && (
        <Text size="xs" c="dimmed" lang="en">
          {problem.detail}
        </Text>
      )}
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
