import { randomInt } from 'node:crypto';
import type { SimulatedDevice } from './simulated-device.ts';

const SCAN_EVERY = 2_000;
const REPORT_EVERY = 10_000;

/**
 * Lets the devices go on until it is called back, so that there is something to look at: they scan, report, and the one
 * without a seat asks for one now and then.
 */
export function keepScanning(devices: readonly SimulatedDevice[]): () => Promise<void> {
  let work: Promise<unknown> = Promise.resolve();
  const next = (act: () => Promise<unknown>): void => {
    work = work.then(act).catch(() => undefined);
  };
  const scanning = setInterval(() => next(() => Promise.all(devices.map(scanSome))), SCAN_EVERY);
  const reporting = setInterval(() => next(() => Promise.all(devices.map(reportOrAsk))), REPORT_EVERY);
  return async () => {
    clearInterval(scanning);
    clearInterval(reporting);
    await work;
  };
}

async function scanSome({ license }: SimulatedDevice): Promise<void> {
  const { features } = license.status;
  const feature = features[randomInt(Math.max(1, features.length))];
  if (feature !== undefined && license.allows(feature)) await license.record(feature, { count: randomInt(1, 5) });
}

async function reportOrAsk({ license }: SimulatedDevice): Promise<void> {
  if (license.allows()) await license.report();
  else await license.acquire();
}
