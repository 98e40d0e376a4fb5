/**
 * A text without control and formatting characters: names come out of files, and a terminal would obey what stands in
 * them. Line breaks stay.
 */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{C}\n]/gu, '\uFFFD');
}

/** The same for every text in an answer. */
export function printableAnswer<Answer>(answer: Answer): Answer {
  return mapTexts(answer) as Answer;
}

function mapTexts(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(mapTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapTexts(inner)]));
}
