/** What the system is asked to show. */
export type Notice = { readonly title: string; readonly body: string; readonly urgent?: boolean };

/** At most so many are shown at once; the page has them all. */
const mostShown = 3;

/** An alert, as the console API lists it. */
export type ListedAlert = {
  readonly id: number;
  readonly channels: readonly string[];
  readonly message: {
    readonly severity: string;
    readonly title: string;
    readonly text: string;
    readonly next: string;
  };
};

/** What is new among the newest alerts, as notices; `last` is the newest that was known before. */
export function noticesOf(alerts: readonly ListedAlert[], last: number): readonly Notice[] {
  const fresh = alerts.filter(({ id, channels }) => id > last && channels.includes('native'));
  const left = fresh.length - mostShown;
  return fresh.slice(0, mostShown).map(({ message: { severity, title, text, next } }, index) => ({
    title: index === 0 && left > 0 ? `${title} (+${left})` : title,
    body: `${text} ${next}`.trim(),
    urgent: severity === 'critical',
  }));
}

/** The notice of a test that an administrator asked for; null: the event is none, or is for another channel. */
export function testNoticeOf(data: unknown): Notice | null {
  const { test, channel, title, text } = (data ?? {}) as Readonly<Record<string, unknown>>;
  if (test !== true || channel !== 'native' || typeof title !== 'string') return null;
  return { title, body: typeof text === 'string' ? text : '' };
}
