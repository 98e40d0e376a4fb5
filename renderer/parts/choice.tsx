import { Group, SegmentedControl, Text } from '@mantine/core';
import { useId } from 'react';

type Props<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly isDisabled?: boolean }[];
  readonly onChange: (value: Value) => void;
};

/** One of a few, all in sight, with its name before it. */
export function Choice<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  const id = useId();
  return (
    <Group gap="2px 6px" maw="100%">
      <Text span size="xs" c="dimmed" id={id}>
        {label}
      </Text>
      <SegmentedControl
        size="xs"
        aria-labelledby={id}
        value={value}
        onChange={onChange}
        data={options.map(({ isDisabled = false, ...option }) => ({ ...option, disabled: isDisabled }))}
      />
    </Group>
  );
}
