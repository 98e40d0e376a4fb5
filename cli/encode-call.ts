import type { SiteCall } from './site-link.ts';

/** A call as it goes over HTTP. */
export type EncodedCall = {
  readonly method: SiteCall['method'];
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: Buffer;
};

/** Commands name loopback as their host, which is a host that every console answers to. */
export function encodeCall({ method, path, query = {}, json, bytes }: SiteCall): EncodedCall {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const search = new URLSearchParams(given).toString();
  const payload = bytes === undefined ? (json === undefined ? undefined : Buffer.from(JSON.stringify(json))) : bytes;
  const type = bytes === undefined ? 'application/json' : 'application/octet-stream';
  return {
    method,
    url: `/admin/v1/${path}${search === '' ? '' : `?${search}`}`,
    headers: {
      host: 'localhost',
      accept: 'application/json',
      ...(payload !== undefined && { 'content-type': type, 'content-length': String(payload.byteLength) }),
    },
    ...(payload !== undefined && { payload: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength) }),
  };
}
