import { hash } from 'node:crypto';
import type { NumberedReport } from '../../protocol/device-api.ts';

/**
 * SHA-256 of the canonical body of a report (RFC 8785): number and records, the vendor in each. Who sent it is no part
 * of it, as the key stays with the device. Written out by hand for speed: ids are of letters that need no escape.
 */
export function reportDigest({ report, records }: NumberedReport): Buffer {
  let text = '{"records":[';
  for (const [index, { vendor, slot, item, feature, count }] of records.entries()) {
    if (index > 0) text += ',';
    text += `{"count":${count},"feature":"${feature}","item":"${item}","slot":${slot},"vendor":"${vendor}"}`;
  }
  return hash('sha256', `${text}],"report":${report}}`, 'buffer');
}
