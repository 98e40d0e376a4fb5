import type { NumberedReport } from '../../protocol/device-api.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';
import type { Tx } from '../store/tx.ts';
import { accept } from './usage.ts';
import { reportDigest } from './usage-digest.ts';

export type BookedReports = {
  /** Records that were booked now. */
  readonly records: number;
  /** Number of the last report of the device that is booked; 0: none. */
  readonly reported: number;
  /** Reports from here on wait: the device has to send others first, or to number them anew; null: none. */
  readonly waiting: number | null;
};

/**
 * Books the usage reports that a device file brings along (protocol.md section 6), in this unit of work. Those that were
 * booked before count nothing. From the first on whose number does not fit, the rest waits for the next file.
 * @throws Refusal `report_malformed` with the path of the record
 */
export async function bookFileReports(
  deps: Deps,
  tx: Tx,
  { device, reports }: { readonly device: string; readonly reports: readonly NumberedReport[] },
): Promise<BookedReports> {
  const row = await tx.devices.find(device);
  if (row === undefined) return { records: 0, reported: 0, waiting: reports[0]?.report ?? null };
  let records = 0;
  let waiting: number | null = null;
  for (const [index, { report, records: own }] of reports.entries()) {
    const message = { device, report, records: own };
    const booked = await accept(deps, tx, { message, device, digest: reportDigest(message) });
    if (booked.outcome === 'accepted') {
      records += booked.accepted;
      continue;
    }
    if (booked.code === 'report_malformed')
      throw malformed(`reports[${index}].${booked.field ?? 'records'}`, booked.detail);
    waiting = report;
    break;
  }
  return { records, reported: (await tx.usage.findLast(row.no))?.report ?? 0, waiting };
}

function malformed(field: string, detail: string | undefined): Refusal {
  return new Refusal('report_malformed', { field, detail });
}
