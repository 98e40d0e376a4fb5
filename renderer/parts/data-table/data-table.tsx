import { Button, Group, Skeleton, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconRefresh, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../empty-state.tsx';
import { useFormat } from '../format.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import { useChangeSearch, useSearchParam } from '../search-param.ts';
import type { Column, ListSource } from './column.ts';
import classes from './data-table.module.css';
import { ExportButton } from './export-button.tsx';
import { useListRows } from './list-rows.ts';
import { TableHead } from './table-head.tsx';

export type { Column, ListPage, ListRequest, ListSource } from './column.ts';

type Props<Row> = {
  /** What the rows are, for those who hear the table. */
  readonly label: string;
  readonly source: ListSource<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** A press on the row; the first column is a button that does the same by keyboard. */
  readonly onOpen?: (row: Row) => void;
  /** What the exported file is called, without its ending. Left out: there is no export. */
  readonly exportName?: string;
  /** Instead of that export, another way to take the rows along. */
  readonly actions?: ReactNode;
  /** Filters beside the search, which keep their values in the address. */
  readonly filters?: ReactNode;
  /** Names of the values in the address that the filters keep. */
  readonly filterNames?: readonly string[];
  /** What stands there when the list is empty and nothing was asked of it. */
  readonly empty: ReactNode;
  /** Names of search and order in the address, where a page has two tables. */
  readonly prefix?: string;
  /** Rows have no search. */
  readonly isSearchless?: boolean;
  /** Rows are as high as two lines, and texts go on in the second. */
  readonly isTwoLined?: boolean;
};

const rowHeights = { one: 36, two: 52 } as const;

/** A list that the server searches, sorts and pages; rows are read as they are scrolled to. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, source, columns, rowKey, onOpen, exportName, filters, filterNames = [], empty, prefix = '' } = props;
  const { t } = useTranslation();
  const [search] = useSearchParam(`${prefix}search`);
  const [askedSort, setSort] = useSearchParam(`${prefix}sort`);
  // An order that no column has, in a link from elsewhere, is none.
  const sort = columns.some((column) => column.sort === askedSort.replace(/^-/, '')) ? askedSort : '';
  const change = useChangeSearch();
  const { query, rows, total, isOld, refresh } = useListRows(source, { search, sort });
  const isNarrowed = Object.values(source.filters ?? {}).some((value) => value != null && value !== '');
  // What nobody can clear here is not a filter of this table.
  const isAsked = search !== '' || (filterNames.length > 0 && isNarrowed);
  const clear = (): void => change(Object.fromEntries([`${prefix}search`, ...filterNames].map((name) => [name, ''])));
  return (
    <div className={classes.frame}>
      <Group gap="xs" className={classes.tools}>
        {props.isSearchless !== true && <SearchField name={`${prefix}search`} label={label} />}
        {filters}
        {isAsked && (
          <Button variant="subtle" onClick={clear}>
            {t('parts.clearFilters')}
          </Button>
        )}
        <div className={classes.spacer} />
        {isOld && (
          <Button variant="light" leftSection={<IconRefresh size={16} aria-hidden />} onClick={refresh}>
            {t('parts.changed')}
          </Button>
        )}
        <RowCount shown={rows.length} total={total} isKnown={query.data !== undefined} />
        {props.actions}
        {exportName !== undefined && (
          <ExportButton source={source} columns={columns} search={search} sort={sort} name={exportName} />
        )}
      </Group>
      {query.error !== null && (
        <div className={classes.problem}>
          <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
      {query.data === undefined && query.error !== null ? null : query.data !== undefined && rows.length === 0 ? (
        <div className={classes.empty}>
          {isAsked ? <EmptyState title={t('parts.nothingFound')} next={t('parts.nothingFoundNext')} /> : empty}
        </div>
      ) : (
        <Rows
          {...{ label, rows, rowKey, total, sort }}
          isTwoLined={props.isTwoLined === true}
          columns={columns.filter(({ isExportOnly }) => isExportOnly !== true)}
          {...(onOpen !== undefined && { onOpen })}
          onSort={setSort}
          isLoading={query.isPending}
          onEnd={() => {
            if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
          }}
        />
      )}
    </div>
  );
}

function SearchField({ name, label }: { readonly name: string; readonly label: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParam(name);
  const [typed, setTyped] = useState(search);
  const settle = useDebouncedCallback(setSearch, 200);
  // Cleared, or gone back, from elsewhere.
  useEffect(() => setTyped(search), [search]);
  return (
    <TextInput
      size="xs"
      className={classes.search}
      type="search"
      aria-label={`${t('parts.search')}: ${label}`}
      placeholder={t('parts.search')}
      leftSection={<IconSearch size={14} aria-hidden />}
      maxLength={200}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        settle(currentTarget.value);
      }}
    />
  );
}

type RowCountProps = { readonly shown: number; readonly total: number; readonly isKnown: boolean };

function RowCount({ shown, total, isKnown }: RowCountProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Text size="xs" c="dimmed" role="status" className={classes.count}>
      {isKnown && t('parts.rows', { shown: format.number(shown), total: format.number(total) })}
    </Text>
  );
}

type RowsProps<Row> = Pick<Props<Row>, 'label' | 'columns' | 'rowKey' | 'onOpen'> & {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly isLoading: boolean;
  readonly isTwoLined: boolean;
  /** The last row that was read is near. */
  readonly onEnd: () => void;
};

function Rows<Row>(props: RowsProps<Row>) {
  const { label, columns, rows, rowKey, total, onOpen, onEnd } = props;
  const place = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => (props.isTwoLined ? rowHeights.two : rowHeights.one),
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd();
  }, [last, rows.length, onEnd]);
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    // Who scrolls by keyboard has to get here.
    <section className={classes.scroll} ref={place} tabIndex={0} aria-label={label}>
      <table
        className={classes.table}
        data-two-lined={props.isTwoLined ? '' : undefined}
        style={{ '--table-width': `${width}px` } as CSSProperties}
        aria-rowcount={total + 1}
        aria-label={label}
      >
        <colgroup>
          {columns.map(({ id, width, grows }) => (
            <col key={id} {...(grows !== true && { style: { width } })} />
          ))}
        </colgroup>
        <TableHead columns={columns} sort={props.sort} onSort={props.onSort} />
        <tbody>
          {props.isLoading && <LoadingRows columns={columns.length} />}
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {shown.flatMap(({ index }) => {
            const row = rows[index];
            return row === undefined ? [] : [<TableRow key={rowKey(row)} {...{ row, columns, index, onOpen }} />];
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </section>
  );
}

type TableRowProps<Row> = {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  readonly onOpen: ((row: Row) => void) | undefined;
};

function TableRow<Row>({ row, columns, index, onOpen }: TableRowProps<Row>) {
  const cells = columns.map(({ id, cell, align }, column) => {
    const content = cell(row);
    const isOpener = column === 0 && onOpen !== undefined;
    return (
      <td key={id} data-align={align} {...(typeof content === 'string' && { title: content })}>
        {isOpener ? (
          <button type="button" className={classes.opener} onClick={() => onOpen(row)}>
            {content}
          </button>
        ) : (
          content
        )}
      </td>
    );
  });
  if (onOpen === undefined) return <tr aria-rowindex={index + 2}>{cells}</tr>;
  const open = (event: React.MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('a, button, input, label') === null) onOpen(row);
  };
  return (
    <tr aria-rowindex={index + 2} data-opens onClick={open}>
      {cells}
    </tr>
  );
}

function LoadingRows({ columns }: { readonly columns: number }) {
  return Array.from({ length: 8 }, (_, row) => `row-${row}`).map((row) => (
    <tr key={row} aria-hidden>
      <td colSpan={columns}>
        <Skeleton height={10} />
      </td>
    </tr>
  ));
}
