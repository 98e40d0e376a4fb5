import type { Outgoing, Paragraph } from '../outgoing.ts';

export type SyslogSource = {
  /** 0–23 (RFC 5424 section 6.2.1). */
  readonly facility: number;
  readonly host: string;
  readonly process: number;
  /** Most bytes of one line; 0: as long as it has to be. */
  readonly longest: number;
};

/** Private enterprise number of examples (RFC 5612): Causeway has none of its own. */
const structuredData = 'causeway@32473';

const severities = { critical: 2, warning: 4, test: 6 } as const;

/**
 * The lines of a message in the form of RFC 5424: one, or as many as its length asks for, each with whole sentences. A
 * single paragraph that is too long for a line is cut.
 */
export function encodeSyslog(message: Outgoing, source: SyslogSource): readonly Buffer[] {
  const parts = divide(message, source);
  return parts.map((part, index) => encodeLine(message, source, { said: part, part: index + 1, parts: parts.length }));
}

type Part = { readonly said: readonly Paragraph[]; readonly part: number; readonly parts: number };

function encodeLine(message: Outgoing, source: SyslogSource, { said, part, parts }: Part): Buffer {
  const head = headOf(message, source, { part, parts });
  const text = said.map(({ text: figure, next }) => `${figure} ${next}`).join(' ');
  // A text beyond ASCII is announced by the byte order mark (section 6.4).
  const spoken = isAscii(text) ? text : `\uFEFF${text}`;
  const line = Buffer.from(`${head} ${spoken}`);
  return source.longest === 0 ? line : cut(line, source.longest);
}

function headOf(message: Outgoing, source: SyslogSource, { part, parts }: Omit<Part, 'said'>): string {
  const { id, site, at, severity, test, alerts } = message;
  const priority = source.facility * 8 + severities[severity];
  const time = new Date(at * 1_000).toISOString().replace('.000', '');
  const data = {
    id,
    site,
    alerts: alerts.length,
    subjects: [...new Set(alerts.map(({ subject }) => subject))].join(','),
    ...(parts > 1 && { part: `${part}/${parts}` }),
  };
  const shown = Object.entries(data).map(([name, value]) => `${name}="${escapeValue(String(value))}"`);
  return `<${priority}>1 ${time} ${nameOf(source.host)} causeway ${source.process} ${test ? 'test' : 'alerts'} [${structuredData} ${shown.join(' ')}]`;
}

/** Paragraphs by line: as many on each as there is room for. */
function divide(message: Outgoing, { longest, ...source }: SyslogSource): readonly (readonly Paragraph[])[] {
  const { paragraphs } = message;
  if (longest === 0) return [paragraphs];
  const count = paragraphs.length;
  const room =
    longest - Buffer.byteLength(headOf(message, { longest, ...source }, { part: count, parts: count + 1 })) - 4;
  const lines: Paragraph[][] = [];
  let used = room;
  for (const paragraph of paragraphs) {
    const size = Buffer.byteLength(`${paragraph.text} ${paragraph.next}`) + 1;
    if (used + size > room) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(paragraph);
    used += size;
  }
  return lines;
}

/** At most so many bytes, none of them half a character. */
function cut(line: Buffer, longest: number): Buffer {
  if (line.length <= longest) return line;
  let end = longest;
  while (end > 0 && ((line[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return line.subarray(0, end);
}

const escapeValue = (value: string): string => value.replaceAll(/["\\\]]/g, '\\$&');

/** Printable ASCII without blanks, or `-` for no value. */
function nameOf(host: string): string {
  const name = host.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 255);
  return name === '' ? '-' : name;
}

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;
