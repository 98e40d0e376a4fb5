import { DAY } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import type { Unit } from '../store/port.ts';

/** Rows dropped in one unit of work, so that no device waits for it. */
const perUnit = 2_000;

/**
 * Forgets what has been kept long enough (protocol.md section 8): slot totals and the bodies of reports 30 days after they
 * were acknowledged, hourly totals and denials after 400 days, answers to repeated console requests and ended log-ins.
 * Daily totals and the last report of each device stay for good.
 */
export async function dropOldRows(deps: Pick<Deps, 'store' | 'settings' | 'clock' | 'snapshot'>): Promise<void> {
  const { retention } = deps.settings.current;
  const { now } = deps.clock.read();
  const today = now - (now % DAY);
  await deps.store.transact(async (tx) => {
    await tx.sessions.removeEnded(tx.time.now);
    await tx.idempotency.removeBefore(tx.time.now - DAY);
  });
  const steps: readonly Unit<number>[] = [
    (tx) => tx.usage.dropReports({ acknowledgedBefore: now - retention.slotDays * DAY, limit: perUnit }),
    (tx) => tx.usage.foldHours({ acknowledgedBefore: now - retention.slotDays * DAY, limit: perUnit }),
    (tx) => tx.usage.dropHours(today - retention.hourDays * DAY, perUnit),
    (tx) => tx.counts.dropHourPeaks(today - retention.hourDays * DAY, perUnit),
    (tx) => tx.denials.dropDays(today - retention.denialDays * DAY, perUnit),
    (tx) => tx.deliveries.dropOld(now - retention.alertDays * DAY, perUnit),
    (tx) => tx.alerts.dropOver(now - retention.alertDays * DAY, perUnit),
  ];
  for (const step of steps) while ((await deps.store.transact(step)) > 0);
}
