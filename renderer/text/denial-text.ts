import { useTranslation } from 'react-i18next';
import type { Denial } from '../api/denials.ts';
import { type CodeText, useCodeText } from './code-text.ts';

/** What a refusal means and what to do next: its code says so, unless new seats were paused. */
export function useDenialText(): (denial: Pick<Denial, 'code' | 'count' | 'paused'>) => CodeText {
  const { t } = useTranslation();
  const codeText = useCodeText();
  return ({ code, count, paused }) =>
    paused === count ? { meaning: t('seats.denied.meaning'), next: t('seats.denied.next') } : codeText(code);
}
