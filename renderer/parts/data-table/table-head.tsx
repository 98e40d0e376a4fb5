import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import type { Column } from './column.ts';
import classes from './data-table.module.css';

type Props<Row> = {
  readonly columns: readonly Column<Row>[];
  /** A column's order, with - before it for the other direction; '': the list's own. */
  readonly sort: string;
  readonly onSort: (sort: string) => void;
};

export function TableHead<Row>({ columns, sort, onSort }: Props<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <Heading key={column.id} {...{ column, sort, onSort }} />
        ))}
      </tr>
    </thead>
  );
}

type HeadingProps<Row> = Omit<Props<Row>, 'columns'> & { readonly column: Column<Row> };

function Heading<Row>({ column: { header, sort: order, align }, sort, onSort }: HeadingProps<Row>) {
  if (order === undefined) {
    return (
      <th scope="col" data-align={align} title={header}>
        {header}
      </th>
    );
  }
  const direction = sort === order ? 'ascending' : sort === `-${order}` ? 'descending' : 'none';
  const Arrow = { ascending: IconArrowUp, descending: IconArrowDown, none: IconSelector }[direction];
  // Upwards, downwards, and back to the list's own order.
  const next = { none: order, ascending: `-${order}`, descending: '' }[direction];
  return (
    <th scope="col" data-align={align} aria-sort={direction} title={header}>
      <button type="button" className={classes.sort} data-sorted={direction} onClick={() => onSort(next)}>
        {header}
        <Arrow size={14} aria-hidden />
      </button>
    </th>
  );
}
