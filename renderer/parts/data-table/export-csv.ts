import { type Column, type ListSource, listRequest } from './column.ts';

const pageSize = 500;

type Export<Row> = {
  readonly source: ListSource<Row>;
  readonly columns: readonly Column<Row>[];
  readonly search: string;
  readonly sort: string;
  /** Hears how many rows of how many were read. */
  readonly onProgress: (read: number, total: number) => void;
  readonly signal: AbortSignal;
};

/** All rows of what a table shows as CSV (RFC 4180), in the order and under the headings of the screen. */
export async function exportCsv<Row>(task: Export<Row>): Promise<Blob> {
  const { source, columns, search, sort, onProgress, signal } = task;
  const exported = columns.filter((column) => column.text !== undefined);
  const parts = [lineOf(exported.map(({ header }) => header))];
  let cursor: string | null = null;
  let read = 0;
  do {
    signal.throwIfAborted();
    const page = await source.read(listRequest(search, sort, cursor, pageSize));
    parts.push(...page.items.map((row) => lineOf(exported.map(({ text }) => text?.(row) ?? ''))));
    read += page.items.length;
    onProgress(read, page.total);
    cursor = page.next;
  } while (cursor !== null);
  // The mark tells spreadsheets that it is UTF-8.
  return new Blob(['\ufeff', ...parts], { type: 'text/csv;charset=utf-8' });
}

/** Hands a file to the browser's downloads. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not before the browser took it.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const lineOf = (cells: readonly (string | number)[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** A text that a spreadsheet would take for a formula is led by an apostrophe, because names come from devices. */
function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
