import { Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './page-header.module.css';

type Props = {
  readonly title: string;
  /** One sentence on what the page is for. */
  readonly hint?: string;
  /** Actions of the whole page. */
  readonly children?: ReactNode;
};

/** The head of every page: its name, which is the window's as well, and what can be done with all of it. */
export function PageHeader({ title, hint, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <Group justify="space-between" align="flex-end" mb="md" gap="8px 16px">
      <div className={classes.name}>
        <Title order={1}>{title}</Title>
        {hint !== undefined && (
          <Text c="dimmed" size="sm">
            {hint}
          </Text>
        )}
      </div>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
