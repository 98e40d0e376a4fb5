import { createPublicKey, verify } from 'node:crypto';
import { release, type as systemName, uptime } from 'node:os';
import { basename } from 'node:path';
import { encodeBase64url } from '../protocol/base64url.ts';
import { useSignatureCheck } from '../protocol/signature.ts';
import { systemClock, systemRandom } from './clock.ts';
import { openDevice } from './device.ts';
import { DeviceLicense } from './device-license.ts';
import type { License } from './license.ts';
import { readMachine } from './machine-node.ts';
import { type LicenseOptions, type Platform, type PlatformFacts, parseOptions } from './options.ts';
import { fileStore } from './store-file.ts';
import { nodeTransport } from './transport-node.ts';

/**
 * Opens the license of an app (rules.md section 7): loads what the device kept, or makes a new device; asks the servers; then
 * renews and reports in the background. Resolves when the first answer is in, at once with a lease in force, and also when
 * no server can be reached: `status` then says so.
 * @throws TypeError for options that are wrong, Error `EBUSY` when `storage` is open already; never for the network
 */
export async function openLicense(options: LicenseOptions): Promise<License> {
  if (Number.parseInt(process.versions.node, 10) < 24) useSignatureCheck(checkThroughNode);
  const settings = await parseOptions(options, platformFacts());
  const clock = options.ports?.clock ?? systemClock(() => uptime() * 1_000);
  const ports = {
    clock,
    random: systemRandom,
    transport: nodeTransport(clock),
    machine: () => readMachine(),
    ...options.ports,
  };
  const store = typeof options.storage === 'string' ? await fileStore(options.storage) : options.storage;
  try {
    const license = new DeviceLicense(await openDevice(settings, ports, store));
    await license.start();
    return license;
  } catch (error) {
    await store.close();
    throw error;
  }
}

const PLATFORMS: Readonly<Record<string, Platform>> = {
  win32: 'windows',
  darwin: 'macos',
  linux: 'linux',
  android: 'android',
};

function platformFacts(): PlatformFacts {
  const platform = PLATFORMS[process.platform];
  return { process: basename(process.execPath), os: `${systemName()} ${release()}`, ...(platform && { platform }) };
}

/** Before Node 24, releases have Ed25519 in WebCrypto but many print a warning at its first use. */
function checkThroughNode(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) }, format: 'jwk' });
  return verify(null, message, key, signature);
}
