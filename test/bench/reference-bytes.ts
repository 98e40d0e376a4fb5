import { encodeAcquire } from '../../protocol/device-api.ts';
import { encodeLeasePayload } from '../../protocol/lease.ts';

/** Bytes of the reference messages of protocol.md section 4: the request's body, and the answer's with its signature. */
export function referenceBytes(): { readonly request: number; readonly answer: number } {
  const request = encodeAcquire({
    device: 'AAAAAAAAAAAAAAAAAAAAAA',
    vendor: 'acme-vision',
    product: 'barcode-reader',
    version: '10.4.2',
    platform: 'linux',
    org: '200001',
    seq: '123456.Xy3k9a',
  });
  const header = JSON.stringify({ alg: 'EdDSA', typ: 'lease+jwt', kid: '8charact' });
  const payload = encodeLeasePayload({
    iss: 'acme-vision',
    sub: '6f1ed002-ab55-8591-9fd3-0b3b5c1d2e3f',
    jti: 'AAAAAAAAAAAAAAAA',
    iat: 1_780_000_000,
    exp: 1_780_604_800,
    seq: '123456.Xy3k9a',
    items: [{ id: 'it-1', product: 'barcode-reader', features: ['qr', '1d'], until: 1_811_536_000 }],
  });
  const signature = 86;
  const token =
    [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.').length + 1 + signature;
  return { request: Buffer.byteLength(request), answer: '{"lease":""}'.length + token };
}
