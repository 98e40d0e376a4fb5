import { type AlertSettings, type AlertSubject, PEAK_DAYS, type Threshold } from './alert-settings.ts';
import { type Figure, standingOf } from './figure.ts';
import { DAY, type EpochSeconds } from './time.ts';

/** An alert that fired; the latest of its figure and threshold is what keeps it from firing again. */
export type FiredAlert = {
  readonly subject: AlertSubject;
  readonly vendor: string | null;
  /** The item or handshake code it is about; null: neither. */
  readonly name: string | null;
  readonly threshold: Threshold;
  readonly at: EpochSeconds;
  /** The start of the term in which it fired. */
  readonly round: EpochSeconds;
  /** The figure has not fallen far enough since, and no new term began. */
  readonly active: boolean;
};

/** What one evaluation comes to. */
export type Evaluated = {
  /** In the order of the figures; what fires together is told in one message. */
  readonly fire: readonly FiredAlert[];
  /** Alerts that were active and end now. */
  readonly clear: readonly FiredAlert[];
};

/**
 * Which alerts fire and which end now (rules.md section 6). Each threshold fires once, and again only after the figure
 * fell 5 points below it or a new term began; the peak of a day at most once in 7 days.
 * @param figures those that changed, or all of them; alerts on others are left alone
 * @param fired the latest alert of each figure and threshold
 */
export function evaluateAlerts(
  figures: readonly Figure[],
  fired: readonly FiredAlert[],
  settings: AlertSettings,
  now: EpochSeconds,
): Evaluated {
  const known = Map.groupBy(fired, keyOf);
  const fire: FiredAlert[] = [];
  const clear: FiredAlert[] = [];
  for (const figure of figures) {
    const { enabled, thresholds } = settings[figure.subject];
    const own = known.get(keyOf(figure)) ?? [];
    const watched = enabled ? thresholds : [];
    clear.push(...own.filter((alert) => alert.active && !watched.includes(alert.threshold)));
    for (const threshold of watched) {
      const last = own.find((alert) => alert.threshold === threshold);
      const standing = standingOf(figure, threshold);
      const renewed = last !== undefined && last.round !== figure.round;
      if (last?.active && (renewed || standing === 'left' || standing === null)) clear.push(last);
      if (standing !== 'reached' || (last?.active && !renewed)) continue;
      if (last !== undefined && figure.subject === 'peak' && now < last.at + PEAK_DAYS * DAY) continue;
      const { subject, vendor, name, round } = figure;
      fire.push({ subject, vendor, name, threshold, at: now, round, active: true });
    }
  }
  return { fire, clear };
}

function keyOf({ subject, vendor, name }: Pick<FiredAlert, 'subject' | 'vendor' | 'name'>): string {
  return `${subject} ${vendor ?? ''} ${name ?? ''}`;
}
