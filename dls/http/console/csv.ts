import { setImmediate as afterOthers } from 'node:timers/promises';

/** Rows are handed on in pieces of about this many characters. */
const pieceLength = 16_384;
/**
 * Turns of the event loop between two pieces. A turn in which devices ask is a batch of theirs and lasts longer than a
 * piece takes, so an export gets a small share of a busy server; those of an idle one are over at once.
 */
const turnsBetween = 4;

/**
 * CSV (RFC 4180) with a heading line, in pieces. A text that a spreadsheet would take for a formula is led by an
 * apostrophe, because names come from devices.
 */
export async function* encodeCsv(
  headings: readonly string[],
  rows: AsyncIterable<readonly (string | number)[]>,
): AsyncGenerator<string> {
  let piece = lineOf(headings);
  for await (const row of rows) {
    piece += lineOf(row);
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
    // A year of rows is at hand at once: devices are answered between its pieces.
    for (let turn = 0; turn < turnsBetween; turn++) await afterOthers();
  }
  if (piece !== '') yield piece;
}

function lineOf(cells: readonly (string | number)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
