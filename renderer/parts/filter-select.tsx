import { Select } from '@mantine/core';
import { useSearchParam } from './search-param.ts';

type Props = {
  /** Of the value in the address. */
  readonly name: string;
  /** What is narrowed by it; stands in the field while it is not. */
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly width?: number;
};

/** A filter of a table that keeps its value in the address. */
export function FilterSelect({ name, label, options, width = 136 }: Props) {
  const [value, setValue] = useSearchParam(name);
  // A value that came by a link and is no option is shown as it stands.
  const isKnown = value === '' || options.some((option) => option.value === value);
  return (
    <Select
      size="xs"
      w={width}
      aria-label={label}
      placeholder={label}
      clearable
      searchable={options.length > 8}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      value={value === '' ? null : value}
      onChange={(next) => setValue(next ?? '')}
      data={[...options, ...(isKnown ? [] : [{ value, label: value }])]}
    />
  );
}
