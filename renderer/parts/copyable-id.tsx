import { ActionIcon, Code, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './copyable-id.module.css';

type Props = {
  readonly value: string;
  /** What it is, as it stands in "Copy …". */
  readonly what: string;
  /** Shows so many first characters; the whole goes to the clipboard. */
  readonly shown?: number;
  /** Goes on in the next line where it is too long for one, for what may have to be typed over. */
  readonly isWrapped?: boolean;
};

/** An identifier that nobody types over: shown in full or in part, copied in full. */
export function CopyableId({ value, what, shown, isWrapped = false }: Props) {
  const { t } = useTranslation();
  const [isCopied, copy] = useCopied();
  const text = shown === undefined || value.length <= shown ? value : `${value.slice(0, shown)}…`;
  return (
    <Group gap={4} wrap="nowrap" component="span" className={classes.group}>
      <Code className={classes.value} data-wrapped={isWrapped ? '' : undefined} title={value}>
        {text}
      </Code>
      <ActionIcon
        size={24}
        aria-label={isCopied ? t('parts.copied') : t('parts.copy', { what })}
        title={isCopied ? t('parts.copied') : t('parts.copy', { what })}
        onClick={() => copy(value)}
      >
        {isCopied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      </ActionIcon>
    </Group>
  );
}

/** Copies a text, and says for two seconds that it did. */
export function useCopied(): readonly [isCopied: boolean, copy: (text: string) => void] {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setCopied(false), 2_000);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  return [isCopied, (text) => void copyText(text).then(setCopied)];
}

/** The clipboard of a page that came over plain http from another machine is closed; selecting and copying is not. */
async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
