import type { EpochSeconds } from '../../licensing/time.ts';
import type { ShownAlert } from '../store/sqlite/queries/alerts.ts';
import type { Severity } from './alert-text.ts';
import type { AlertMessage } from './kept-alert.ts';

/** One message as a channel sends it: whatever fired together, or a test. */
export type Outgoing = {
  /** The same for every attempt, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly site: string;
  readonly version: string;
  readonly at: EpochSeconds;
  readonly test: boolean;
  readonly severity: Severity | 'test';
  /** For a subject line. */
  readonly title: string;
  /** What is said, one paragraph for each figure. */
  readonly paragraphs: readonly Paragraph[];
  /** Every alert of it, also those that a later one of the same figure stands for. */
  readonly alerts: readonly OutgoingAlert[];
};

export type Paragraph = { readonly title: string; readonly text: string; readonly next: string };

export type OutgoingAlert = Omit<ShownAlert, 'message' | 'channels' | 'dismissedAt' | 'dismissedBy'> & AlertMessage;

export type Sender = { readonly site: string; readonly version: string; readonly now: EpochSeconds };

/** Paragraphs that one message holds; the console lists everything. */
const mostParagraphs = 200;

/** Makes one message of alerts that fired together, or that waited together. */
export function composeMessage(
  alerts: readonly ShownAlert[],
  { id, site, version, now }: Sender & { readonly id: string },
): Outgoing {
  const told = alerts.map(outgoingAlert);
  const telling = lastOfEach(told);
  const first = telling.find(({ severity }) => severity === 'critical') ?? telling[0];
  const others = telling.length - 1;
  const title = first?.title ?? 'Alerts that are no longer kept';
  return {
    id,
    site,
    version,
    at: now,
    test: false,
    severity: telling.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning',
    title: others > 0 ? `${title} (and ${others} more)` : title,
    paragraphs: [...telling.slice(0, mostParagraphs), ...leftOut(telling.length - mostParagraphs)],
    alerts: told,
  };
}

/** What the test button sends. */
export function testMessage({ site, version, now, id }: Sender & { readonly id: string }): Outgoing {
  const text = 'This is a test of the alerts of Causeway. An administrator asked for it; nothing is wrong.';
  const next = 'Nothing is to be done. Alerts of this site will arrive here.';
  const title = 'Test of the alerts';
  return {
    ...{ id, site, version, at: now, test: true, severity: 'test', title },
    paragraphs: [{ title, text, next }],
    alerts: [],
  };
}

function outgoingAlert({ channels, dismissedAt, dismissedBy, message, ...row }: ShownAlert): OutgoingAlert {
  return { ...row, ...(message as AlertMessage), threshold: row.threshold as OutgoingAlert['threshold'] };
}

/** Of several thresholds of one figure the last one reached says everything that the ones before it say. */
function lastOfEach(alerts: readonly OutgoingAlert[]): readonly OutgoingAlert[] {
  const last = new Map<string, OutgoingAlert>();
  for (const alert of alerts) {
    const cause = 'cause' in alert.facts ? alert.facts.cause : '';
    const key = [alert.subject, alert.vendor, alert.item, alert.handshake, cause].join(' ');
    last.delete(key);
    last.set(key, alert);
  }
  return [...last.values()];
}

function leftOut(count: number): readonly Paragraph[] {
  if (count <= 0) return [];
  const text = `${count} more alerts are not listed here.`;
  return [{ title: 'More alerts', text, next: 'The console lists them under Alerts.' }];
}
