import { DEFAULTS } from './defaults.ts';
import { DAY, type EpochSeconds } from './time.ts';

/** What decides whether a device is removed by itself. */
export type InactiveDevice = {
  /** The latest `heldUntil` of all its seats; 0: none. */
  readonly heldUntil: EpochSeconds;
  /** The latest moment until which it is `lease_reclaimed`; 0: never. */
  readonly reclaimedUntil: EpochSeconds;
  readonly lastSeen: EpochSeconds;
  readonly blocked: boolean;
  /** The administrator gave it a name or a note. */
  readonly named: boolean;
  readonly noted: boolean;
  /** It used a public trial, which it may do once. */
  readonly trialUsed: boolean;
};

/**
 * Whether a device is removed by itself (rules.md section 4): it holds no seat and was not seen for `inactiveDays`,
 * unless it is blocked, named or noted by the administrator, or used a trial. A reclaimed lease that still runs is kept in
 * mind as well, or the device would come back as a new one before its time.
 */
export function isRemovable(
  device: InactiveDevice,
  now: EpochSeconds,
  inactiveDays: number = DEFAULTS.inactiveDays,
): boolean {
  const { heldUntil, reclaimedUntil, lastSeen, blocked, named, noted, trialUsed } = device;
  if (blocked || named || noted || trialUsed) return false;
  return Math.max(heldUntil, reclaimedUntil) <= now && now >= lastSeen + inactiveDays * DAY;
}
