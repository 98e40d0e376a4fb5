import { hash } from 'node:crypto';
import { deviceUuidFromDigest, parseDeviceKey } from '../../protocol/device-key.ts';

/** The UUID of the device that sent its key. @throws ProtocolError `request_malformed` */
export function deviceOf(key: string): string {
  return deviceUuidFromDigest(hash('sha256', parseDeviceKey(key), 'buffer'));
}
