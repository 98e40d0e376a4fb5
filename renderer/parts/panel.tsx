import { Group, Paper, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

type Props = {
  readonly title?: string;
  /** Beside the title. */
  readonly actions?: ReactNode;
  /** Content up to the border, for tables. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
};

/** A bordered part of a page with a name. */
export function Panel({ title, actions, isFlush = false, children }: Props) {
  const id = useId();
  return (
    <Paper component="section" className={classes.panel} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <Group className={classes.head} justify="space-between" gap="4px 16px">
          <Title order={2} id={id}>
            {title}
          </Title>
          {actions}
        </Group>
      )}
      <div className={isFlush ? classes.flush : classes.body}>{children}</div>
    </Paper>
  );
}
