import * as Type from 'typebox';
import { encodeBase64url, findBytes } from './base64url.ts';
import {
  AcquireFields,
  type AcquireMessage,
  type NumberedReport,
  ReportFields,
  recordsOf,
  tidyAcquire,
} from './device-api.ts';
import { errorUnder, ProtocolError } from './error.ts';
import { deflate, inflate } from './inflate.ts';
import { CompactJws, Digest, type Shape, shapeReader, Uuid, whole } from './shape.ts';
import { unwrapText } from './token.ts';

/** Longest text of a QR code, `CW1:` included; longer files go by file. */
export const MAX_QR_CHARACTERS = 2_000;

const Reports = Type.Array(Type.Object(ReportFields), { maxItems: 100_000 });

const DeviceRequestSchema = Type.Object({
  typ: Type.Literal('device-request'),
  device: Uuid,
  ...AcquireFields,
  request: Uuid,
  days: whole(1),
  returnHash: Digest,
  reports: Type.Optional(Reports),
});

/** What a never-connected device asks for (protocol.md section 6): the fields of acquire, the device by its UUID. */
export type DeviceRequest = Omit<AcquireMessage, 'device'> & {
  readonly typ: 'device-request';
  readonly device: string;
  /** UUID of this request: the same again gets the same lease. */
  readonly request: string;
  /** Days asked for, at least 1; below 3 counts as 3, above `offlineDays` is cut. */
  readonly days: number;
  /** base64url SHA-256 of the 32 bytes of the return key. */
  readonly returnHash: string;
  /** Usage so far; empty when there is none. */
  readonly reports: readonly NumberedReport[];
};

const DeviceLeaseSchema = Type.Object({
  typ: Type.Literal('device-lease'),
  request: Uuid,
  lease: CompactJws,
  delegations: Type.Array(CompactJws, { maxItems: 256 }),
  reported: whole(0),
});

/** The answer to a device request; `reported` is the number of the last report booked, 0 for none. */
export type DeviceLease = Shape<typeof DeviceLeaseSchema>;

const DeviceReturnSchema = Type.Object({
  typ: Type.Literal('device-return'),
  device: Uuid,
  lease: Type.String({ pattern: '^[A-Za-z0-9_-]{16}$' }),
  returnKey: Digest,
  reports: Type.Optional(Reports),
});

/** What gives an offline lease back: its `jti`, the return key of 32 bytes, base64url, and the usage since. */
export type DeviceReturn = Omit<Shape<typeof DeviceReturnSchema>, 'reports'> & {
  readonly reports: readonly NumberedReport[];
};

/** Reads a device request. @throws ProtocolError `request_malformed`, for its reports `report_malformed`, with `field` */
export function parseDeviceRequest(value: unknown): DeviceRequest {
  const request = readDeviceRequest(value, 'request_malformed');
  return tidyAcquire({ ...request, reports: reportsOf(request.reports) });
}

/** Reads a device lease; lease and delegations are *not* verified. @throws ProtocolError `lease_invalid` with `field` */
export function parseDeviceLease(value: unknown): DeviceLease {
  return readDeviceLease(value, 'lease_invalid');
}

/** Reads a device return. @throws ProtocolError `request_malformed`, for its reports `report_malformed`, with `field` */
export function parseDeviceReturn(value: unknown): DeviceReturn {
  const message = readDeviceReturn(value, 'request_malformed');
  return { ...message, reports: reportsOf(message.reports) };
}

/**
 * The text of a QR code for a device file: `CW1:` + base64url(deflate-raw(JSON)).
 * @throws ProtocolError `too_large` beyond 2 000 characters: it goes by file
 */
export async function encodeQr(json: string): Promise<string> {
  const text = `CW1:${encodeBase64url(await deflate(new TextEncoder().encode(json), 'deflate-raw'))}`;
  if (text.length > MAX_QR_CHARACTERS) throw tooLong();
  return text;
}

/**
 * The JSON of a device file in the text of a QR code; what copying adds to it is tolerated.
 * @throws ProtocolError `file_unknown`, or `too_large` beyond 2 000 characters
 */
export async function decodeQr(text: string): Promise<string> {
  const tidy = unwrapText(text);
  if (tidy.length > MAX_QR_CHARACTERS) throw tooLong();
  const bytes = tidy.startsWith('CW1:') ? findBytes(tidy.slice(4)) : null;
  if (bytes === null)
    throw new ProtocolError('file_unknown', { detail: 'This is not the text of a QR code of Causeway.' });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let json = '';
  try {
    for await (const piece of inflate(bytes, {
      format: 'deflate-raw',
      limit: MAX_QR_UNPACKED,
      malformed: 'file_unknown',
    })) {
      json += decoder.decode(piece, { stream: true });
    }
    return json + decoder.decode();
  } catch (cause) {
    throw cause instanceof ProtocolError ? cause : new ProtocolError('file_unknown', { cause });
  }
}

/** What 2 000 characters can unpack to at most is more than this; no device file is as large. */
const MAX_QR_UNPACKED = 1024 * 1024;

const readDeviceRequest = shapeReader(DeviceRequestSchema);
const readDeviceLease = shapeReader(DeviceLeaseSchema);
const readDeviceReturn = shapeReader(DeviceReturnSchema);

function reportsOf(reports: Shape<typeof Reports> = []): readonly NumberedReport[] {
  return reports.map((report, index) => {
    try {
      return { report: report.report, records: recordsOf(report) };
    } catch (error) {
      throw errorUnder(`reports[${index}]`, error);
    }
  });
}

function tooLong(): ProtocolError {
  return new ProtocolError('too_large', { detail: 'Too long for a QR code; use the file.' });
}
