import { DAY, type EpochSeconds } from '../../licensing/time.ts';

export const VENDOR = 'acme-vision';
export const ORGANIZATION = '200001';
export const GATE = 'gate-scanner';
export const CRANE = 'crane-reader';

/** Seconds that a lease of the demo lasts. */
export const LEASE_SECONDS = 60;

/** What the demo's vendor sells: two gates at a time, three cranes, handhelds that are counted by scan. */
export function demoOrder(now: EpochSeconds): Readonly<Record<string, unknown>> {
  const term = { start: now - DAY, end: now + 365 * DAY };
  const atOnce = { metric: 'concurrent-device', leaseSeconds: LEASE_SECONDS, unit: 'scan', overageSlots: 0 };
  return {
    organization: ORGANIZATION,
    licensee: 'Harbor Plant',
    items: [
      { id: 'gates', product: GATE, name: 'Gate Scanner', quota: 2, features: ['qr', '1d'], ...atOnce, ...term },
      { id: 'cranes', product: CRANE, name: 'Crane Reader', quota: 3, features: ['ocr'], ...atOnce, ...term },
      {
        ...{ id: 'handhelds', product: 'handheld-scanner', name: 'Handheld Scanner', metric: 'usage', quota: 100_000 },
        ...{ features: ['qr'], unit: 'scan', ...term },
      },
    ],
  };
}
