/**
 * Writes `docs/codes.md`, the table of all codes, from the registry in `protocol/codes.ts`.
 *
 *     node build/write-code-table.ts
 */
import { writeFileSync } from 'node:fs';
import { CODES, type CodeEntry, type Retry } from '../protocol/codes.ts';

/** The whole text of `docs/codes.md`. */
export function codeTable(): string {
  const rows = Object.entries(CODES).map(([code, entry]) => row(code, entry));
  return `${INTRODUCTION}\n${rows.join('\n')}\n`;
}

const INTRODUCTION = `# Codes

Every code that Causeway answers, stores or throws, and no other. This page is written from \`protocol/codes.ts\` by
\`node build/write-code-table.ts\`; a test compares the two.

- *Status*: of the HTTP answer that carries it; – for codes of files, of the vendor's side and of the SDK.
- *Denial*: a rule refused a device; the answer carries a signed \`proof\`, without which a device takes it for no answer.
- *Again*: whether asking again can help: never, later by itself, or after somebody changed something.

| code | status | denial | again | what happened | what to do |
| --- | --- | --- | --- | --- | --- |`;

const AGAIN: Readonly<Record<Retry, string>> = { never: 'never', later: 'later', 'after-change': 'after a change' };

function row(code: string, { status, denial, retry, meaning, next }: CodeEntry): string {
  return `| \`${code}\` | ${status ?? '–'} | ${denial ? 'yes' : ''} | ${AGAIN[retry]} | ${meaning} | ${next} |`;
}

if (import.meta.main) writeFileSync(new URL('../docs/codes.md', import.meta.url), codeTable());
