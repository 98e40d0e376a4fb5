import { hash, randomBytes, randomUUID } from 'node:crypto';

/** A device that never connects, as far as its files go. */
export type FileDevice = {
  readonly uuid: string;
  readonly machine: string;
};

export type FileRequest = {
  readonly text: string;
  readonly request: string;
  readonly returnKey: string;
};

export function createFileDevice(): FileDevice {
  return { uuid: randomUUID(), machine: randomBytes(16).toString('hex') };
}

export function makeDeviceRequest(device: FileDevice, claims: Readonly<Record<string, unknown>> = {}): FileRequest {
  const request = randomUUID();
  const key = randomBytes(32);
  const text = JSON.stringify({
    typ: 'device-request',
    device: device.uuid,
    vendor: 'acme-vision',
    product: 'barcode-reader',
    org: '200001',
    features: ['qr'],
    machine: device.machine,
    request,
    days: 30,
    returnHash: hash('sha256', key, 'base64url'),
    reports: [],
    ...claims,
  });
  return { text, request, returnKey: key.toString('base64url') };
}

export function makeDeviceReturn(
  device: FileDevice,
  {
    lease,
    returnKey,
    ...claims
  }: { readonly lease: string; readonly returnKey: string } & Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({ typ: 'device-return', device: device.uuid, lease, returnKey, reports: [], ...claims });
}
