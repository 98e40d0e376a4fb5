import { Text } from '@mantine/core';
import classes from './some-names.module.css';

type Props = {
  readonly names: readonly string[];
  /** Stands there when there is none. */
  readonly none?: string;
};

/** The first of several names, cut where there is no room, and how many more there are; all of them on hover. */
export function SomeNames({ names, none = '–' }: Props) {
  const [first, ...others] = names;
  if (first === undefined) {
    return (
      <Text span inherit c="dimmed">
        {none}
      </Text>
    );
  }
  return (
    <span className={classes.names} title={names.join('\n')}>
      <span className={classes.first}>{first}</span>
      {others.length > 0 && <Text span inherit c="dimmed">{` +${others.length}`}</Text>}
    </span>
  );
}
