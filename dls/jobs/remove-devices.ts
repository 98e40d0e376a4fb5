import { isRemovable } from '../../licensing/removal.ts';
import { DAY } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Tx } from '../store/tx.ts';

/** Devices looked at in one unit of work, so that no device waits for it. */
const perUnit = 200;

/**
 * Removes devices that hold no seat and were not seen for a long time (rules.md section 4). Their row stays out of every
 * list and keeps only what their next report is numbered by.
 */
export async function removeInactiveDevices(deps: Pick<Deps, 'store' | 'settings' | 'events'>): Promise<void> {
  const days = deps.settings.current.devices.inactiveDays;
  let after = 0;
  for (;;) {
    const looked = await deps.store.transact(async (tx) => {
      const quiet = await tx.devices.listQuiet(tx.time.now - days * DAY, after, perUnit);
      for (const device of quiet) await removeIfInactive(tx, device, days);
      return quiet;
    });
    const last = looked.at(-1);
    if (last === undefined) return;
    after = last.no;
  }
}

async function removeIfInactive(tx: Tx, device: DeviceRow, days: number): Promise<void> {
  const { now } = tx.time;
  const seats = await tx.seats.list(device.no);
  const state = {
    heldUntil: Math.max(0, ...seats.map(({ seat }) => seat.heldUntil)),
    reclaimedUntil: Math.max(0, ...seats.map(({ seat }) => seat.reclaimedUntil ?? 0)),
    lastSeen: Math.max(device.lastAt, ...seats.map(({ seat }) => seat.active)),
    blocked: device.blocked,
    named: device.named,
    noted: device.note !== '',
    trialUsed: Object.values(device.vendors).some(({ trial }) => trial !== null),
  };
  if (!isRemovable(state, now, days)) return;
  for (const { itemNo } of seats) await tx.seats.remove(device.no, itemNo);
  await tx.devices.update({ ...device, removedAt: now, name: null, vendors: {} });
  await tx.ledger.append({
    kind: 'device-removed',
    actor: 'system',
    deviceNo: device.no,
    data: { device: device.uuid, vendors: Object.keys(device.vendors) },
  });
}
