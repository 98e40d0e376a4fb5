import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from '../panel.tsx';
import { DraftBar } from './draft-bar.tsx';
import classes from './draft-panel.module.css';
import type { SettingsDraft } from './use-settings-draft.ts';

type Props = {
  readonly title: string;
  readonly draft: SettingsDraft;
  /** Of the fields on it. */
  readonly paths: readonly string[];
  /** Said of all its fields. */
  readonly note?: string;
  /** Fields, two in a line where there is room. */
  readonly children: ReactNode;
};

/** Settings that are changed and saved together. */
export function DraftPanel({ title, draft, paths, note, children }: Props) {
  return (
    <Panel title={title}>
      <div className={classes.fields}>{children}</div>
      {note !== undefined && (
        <Text size="sm" c="dimmed" mt="sm">
          {note}
        </Text>
      )}
      <DraftBar draft={draft} paths={paths} />
    </Panel>
  );
}

/** A field that has a line for itself. */
export function WideField({ children }: Pick<Props, 'children'>) {
  return <div className={classes.wide}>{children}</div>;
}
