import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CODES } from '../../protocol/codes.ts';
import type { ApiProblem } from '../api/problem.ts';
import { useCodeText } from '../text/code-text.ts';
import { sayDetail } from '../text/detail-text.ts';
import { Notice } from './notice.tsx';

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
  const { code, detail, requestId } = problem;
  // The server's sentence knows more than the code, but only English.
  const { meaning, next } = CODES[code];
  const isSpecific = detail !== null && detail !== next && detail !== `${meaning} ${next}`;
  const isEnglish = i18n.language === 'en';
  const translated = isSpecific && !isEnglish ? sayDetail(detail) : null;
  return (
    <Notice tone="critical" role="alert">
      <Text size="sm">{isEnglish && isSpecific ? detail : (translated ?? `${said.meaning} ${said.next}`)}</Text>
      {isSpecific && !isEnglish && translated === null && (
        <Text size="xs" c="dimmed" lang="en">
          {detail}
        </Text>
      )}
      {children}
      {requestId !== null && code === 'internal_error' && (
        <Text size="xs" c="dimmed">
          {t('parts.requestId', { id: requestId })}
        </Text>
      )}
      {onRetry !== undefined && (
        <Button variant="default" mt="xs" onClick={onRetry}>
          {t('parts.tryAgain')}
        </Button>
      )}
    </Notice>
  );
}
