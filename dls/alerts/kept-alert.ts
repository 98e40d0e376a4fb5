import type { FiredAlert } from '../../licensing/alert.ts';
import type { Threshold } from '../../licensing/alert-settings.ts';
import type { AlertRow, ShownThreshold } from '../store/alert-tables.ts';
import type { AlertFacts } from './alert-facts.ts';
import { type AlertText, alertText } from './alert-text.ts';
import type { Watched } from './item-figures.ts';

/** What an alert says: in words, and as the facts behind them for another language. */
export type AlertMessage = AlertText & {
  /** As the settings call it; the row says at which percent a `limit` was. */
  readonly threshold: Threshold;
  readonly facts: AlertFacts;
};

/** An alert as it fired. */
export type KeptAlert = Omit<AlertRow, 'until' | 'message'> & { readonly message: AlertMessage };

/** The row of an alert that fires now. */
export function encodeAlert(
  { subject, vendor, threshold, at }: FiredAlert,
  { figure, facts }: Watched,
  channels: readonly string[],
): Omit<KeptAlert, 'id'> {
  const shown: ShownThreshold =
    threshold === 'limit' && figure.kind === 'percent'
      ? Math.round(figure.limit ?? 100)
      : (threshold as ShownThreshold);
  return {
    vendor,
    item: 'item' in facts ? facts.item : null,
    handshake: 'handshake' in facts ? facts.handshake : null,
    subject,
    threshold: shown,
    channels,
    message: { ...alertText(facts, threshold), threshold, facts },
    at,
  };
}

/** What the ledger is told of it. */
export function toldOf({ vendor, item, handshake, subject, threshold }: Omit<KeptAlert, 'id'>) {
  return {
    ...(vendor !== null && { vendor }),
    ...(item !== null && { item }),
    ...(handshake !== null && { handshake }),
    subject,
    threshold,
  };
}
