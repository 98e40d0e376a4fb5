import { useTranslation } from 'react-i18next';
import { isCode } from '../../protocol/codes.ts';

export type CodeText = { readonly meaning: string; readonly next: string };

/** What a code means and what to do next, in words. */
export function useCodeText(): (code: string) => CodeText {
  const { t } = useTranslation();
  return (code) => {
    const known = isCode(code) ? code : 'internal_error';
    return { meaning: t(`codes.${known}.meaning`), next: t(`codes.${known}.next`) };
  };
}
