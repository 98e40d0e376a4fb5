import type { Denied } from './acquire.ts';
import type { VendorConfiguration } from './configuration.ts';
import { DEFAULTS } from './defaults.ts';
import type { Item, PublicTrial } from './item.ts';
import type { DeviceState } from './seat.ts';
import { DAY, type EpochSeconds, type Seconds } from './time.ts';

/**
 * A public trial as the item that a device of this trial sees: metric `device`, without overage and grace, running from
 * the device's first grant for the trial's `days`.
 * @param since the device's first grant of this trial; for a device without one, now.
 */
export function trialItem(trial: PublicTrial, since: EpochSeconds, termOffset: Seconds = 0): Item {
  const { vendor, id, product, days, quota, features, revoked, lock } = trial;
  const begun = since + termOffset;
  return {
    vendor,
    id,
    organization: '',
    product,
    metric: 'device',
    trial: true,
    importedAt: since,
    terms: [
      {
        start: Math.min(trial.start, begun),
        end: begun + days * DAY,
        quota,
        features,
        name: id,
        unit: null,
        versions: null,
        platforms: null,
        apps: null,
        domain: null,
        machines: null,
        offlineDays: DEFAULTS.offlineDays,
        offlineSeats: quota,
        activeWindow: DEFAULTS.activeWindow,
        leaseSeconds: DEFAULTS.leaseSeconds,
        graceSeconds: DEFAULTS.graceSeconds,
        syncDays: null,
        maxPerSlot: DEFAULTS.maxPerSlot,
        overagePercent: 0,
        overageSlots: 0,
        graceDays: 0,
        reclaimsPerYear: DEFAULTS.leastReclaims,
      },
    ],
    revoked,
    lock,
    mismatchSince: null,
    reservations: [],
  };
}

/**
 * The last row of the table in rules.md section 2: a device that was never granted anything by the vendor begins the
 * trial found for it; one that began a trial of the product goes on with it until it is over; every other is
 * `trial_used`.
 */
export function judgeTrial(
  vendor: VendorConfiguration,
  found: PublicTrial,
  device: Pick<DeviceState, 'trial' | 'everGranted'>,
  now: EpochSeconds,
): Item | Denied {
  if (device.trial === null) return device.everGranted ? used : trialItem(found, now, vendor.termOffset);
  const { id, since } = device.trial;
  const begun = vendor.trials.find((trial) => trial.id === id && trial.product === found.product);
  if (begun === undefined || now >= since + begun.days * DAY) return used;
  return trialItem(begun, since, vendor.termOffset);
}

const used: Denied = { outcome: 'denied', code: 'trial_used', item: null };
