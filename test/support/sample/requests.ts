import { hash } from 'node:crypto';
import { deviceOf } from '../../../dls/http/device-key.ts';
import { acquire } from '../../../dls/operations/acquire.ts';
import type { AcquireMessage } from '../../../protocol/device-api.ts';
import { keyOf } from '../plain-device.ts';
import type { TestSite } from '../site.ts';
import { chance } from './chance.ts';
import type { Member } from './members.ts';

/** Requests under way at once: one commit serves many of them. */
const atOnce = 500;

/** Devices ask for their lease; answers those that got one. */
export async function askFor(site: TestSite, members: readonly Member[]): Promise<readonly Member[]> {
  const granted: Member[] = [];
  for (let begun = 0; begun < members.length; begun += atOnce) {
    const asking = members.slice(begun, begun + atOnce);
    const answers = await Promise.all(
      asking.map(({ message, uuid, address }) => acquire(site, { message, device: uuid, address })),
    );
    granted.push(...asking.filter((_, place) => answers[place]?.outcome === 'lease'));
  }
  return granted;
}

type Misdial = { readonly name: string; readonly address: string; readonly message: Omit<AcquireMessage, 'device'> };

const acme = { vendor: 'acme-vision', product: 'barcode-reader', org: '200001', version: '10.4.2' } as const;
const tessera = { vendor: 'tessera-labels', org: 'HP77', platform: 'windows', version: '6.0.0' } as const;

/** What goes wrong in a plant on a weekday: typing errors, old apps, kiosks whose license ended, too many designers. */
export async function misdial(site: TestSite, day: number, seed: number): Promise<void> {
  const drawn = (use: number): number => chance(seed, 7_000 + day, use);
  const several = Math.floor(drawn(0) * 3);
  const wrong: Misdial[] = [
    {
      ...{ name: `setup-tablet-${several}`, address: '10.30.9.7' },
      message: { ...acme, handshake: '200001-hal-4', platform: 'android' },
    },
    {
      ...{ name: `line-scanner-x${several}`, address: '10.30.9.9' },
      message: { ...acme, version: '11.0.1', platform: 'linux' },
    },
    {
      name: 'copy-station',
      address: '10.30.9.11',
      message: { ...acme, product: 'barcode-writer', platform: 'windows' },
    },
    {
      ...{ name: `label-tablet-${several}`, address: '10.30.9.12' },
      message: { ...tessera, product: 'label-printer', platform: 'android' },
    },
    {
      name: `gate-visitor-${several}`,
      address: '10.30.9.13',
      message: { ...acme, product: 'gate-scanner', handshake: '200001-gates', app: 'org.other.gate' },
    },
  ];
  if (day % 2 === 0) {
    const message = { ...acme, handshake: '200001-hall-4', password: 'hall 4', platform: 'linux' } as const;
    wrong.push({ name: 'line-scanner-new', address: '10.30.9.8', message });
  }
  if (day % 3 === 0) {
    wrong.push({
      name: 'ocr-visitor',
      address: '10.30.9.14',
      message: { ...acme, org: '200010', platform: 'windows' },
    });
    wrong.push({ name: 'line-scanner-007', address: '10.30.9.15', message: { ...acme, features: ['aztec'] } });
  }
  const chosen = wrong.filter((_, place) => drawn(1 + place) < 0.75);
  for (const { name, address, message } of chosen) {
    const device = keyOf(`${seed} ${name}`);
    await acquire(site, { message: { ...message, device, name }, device: deviceOf(device), address });
  }
}

/** Terminals whose license ended ask again every morning. */
export const kioskNames = Object.freeze(['kiosk-north', 'kiosk-south', 'kiosk-canteen', 'kiosk-gate-2']);

export async function askAsKiosks(site: TestSite, seed: number): Promise<void> {
  for (const [place, name] of kioskNames.entries()) {
    const device = keyOf(`${seed} ${name}`);
    const message = { ...tessera, device, name, product: 'label-kiosk', app: 'com.tessera.kiosk' } as const;
    await acquire(site, { message, device: deviceOf(device), address: `10.30.8.${place + 2}` });
  }
}

/** More designers come to work than there are seats. */
export async function askAsDesigners(site: TestSite, { count, day, seed }: Crowd): Promise<void> {
  for (let no = 0; no < count; no++) {
    if (chance(seed, 9_000 + day, no) > 0.62) continue;
    const device = keyOf(`${seed} designer ${no}`);
    const name = `designer-${String(no + 1).padStart(2, '0')}`;
    const message = { ...tessera, device, name, product: 'label-designer', app: 'com.tessera.designer' } as const;
    await acquire(site, { message, device: deviceOf(device), address: `10.30.7.${(no % 240) + 2}` });
  }
}

export type Crowd = { readonly count: number; readonly day: number; readonly seed: number };

/** A request file of a device on no network, the same for the same name but for its machine's number. */
export function farDevice(name: string, seed: number) {
  const uuid = deviceOf(keyOf(`${seed} far ${name}`));
  return { uuid, machine: hash('sha256', `far ${seed} ${name}`).slice(0, 32) };
}
