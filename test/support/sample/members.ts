import { hash } from 'node:crypto';
import { deviceOf } from '../../../dls/http/device-key.ts';
import type { AcquireMessage } from '../../../protocol/device-api.ts';
import { keyOf } from '../plain-device.ts';
import { chance, pick } from './chance.ts';
import { type Crew, crews, type Shift, sizeOf } from './crews.ts';

/** One device of the plant over the whole time. */
export type Member = {
  /** Its place among all. */
  readonly index: number;
  readonly crew: Crew;
  readonly uuid: string;
  readonly address: string;
  readonly message: AcquireMessage;
  readonly features: readonly string[];
  readonly shift: Shift;
  readonly instances: number;
  /** How busy it is, about 1. */
  readonly factor: number;
  /** Day of its first request, and of its last. */
  readonly first: number;
  readonly last: number;
};

export type MemberOptions = { readonly devices: number; readonly days: number; readonly seed: number };

/** The password of the code `200001-hall-4`. */
export const hallPassword = 'hall four 2026';

export function makeMembers({ devices, days, seed }: MemberOptions): readonly Member[] {
  let index = 0;
  return crews.flatMap((crew) =>
    Array.from({ length: sizeOf(crew, devices) }, (_, no) => makeMember(crew, { no, index: index++, days, seed })),
  );
}

type Place = { readonly no: number; readonly index: number; readonly days: number; readonly seed: number };

function makeMember(crew: Crew, { no, index, days, seed }: Place): Member {
  const drawn = (use: number): number => chance(seed, index, use);
  const name = `${crew.name}-${String(no + 1).padStart(3, '0')}`;
  const key = keyOf(`${seed} ${name}`);
  const features = pick(crew.features, drawn(1));
  const handshake = crew.handshakes.length === 0 ? '' : pick(crew.handshakes, drawn(2));
  const instances = 1 + Math.floor(drawn(3) * crew.instances);
  const message: AcquireMessage = {
    ...{ device: key, vendor: crew.vendor, product: crew.product, org: crew.org, name, features: [...features] },
    ...{ platform: pick(crew.platforms, drawn(4)) as 'linux', deployment: crew.deployment as 'desktop' },
    ...{ os: pick(crew.systems, drawn(5)), app: crew.app, version: pick(crew.versions, drawn(6)) },
    ...(handshake !== '' && { handshake }),
    ...(handshake === '200001-hall-4' && { password: hallPassword }),
    ...(instances > 1 && { instances }),
    ...(crew.deployment === 'server' && { machine: hash('md5', `server ${seed} ${index}`) }),
  };
  const lastDay = days - 1;
  const leaves = crew.item === 'line-scan' || crew.item === 'printers' ? drawn(7) : 1;
  const last = leaves < 0.03 ? lastDay - 36 - Math.floor(drawn(8) * 20) : leaves < 0.05 ? lastDay - 31 : lastDay;
  const first = Math.floor(drawn(9) ** 2 * 0.55 * days);
  return {
    ...{ index, crew, uuid: deviceOf(key), address: addressOf(index), message, features },
    ...{ shift: pick(crew.shifts, drawn(10)), instances, factor: 0.6 + 0.8 * drawn(11) },
    ...{ first: Math.min(first, Math.max(0, last)), last: Math.max(0, last) },
  };
}

const addressOf = (index: number): string =>
  `10.${20 + (Math.floor(index / 62_500) % 200)}.${Math.floor(index / 250) % 250}.${(index % 250) + 2}`;

/** Whether a device works on a day; `share` of all devices do, by default what the weekday says. */
export function isWorking(
  member: Member,
  {
    at,
    no,
    share = workingShare(at),
  }: { readonly at: number; readonly no: number; readonly share?: number | undefined },
  seed: number,
): boolean {
  return chance(seed, member.index, no, 1) < share;
}

/** How many of a crew work on a day: nearly all on weekdays, half on Saturdays, few on Sundays. `at`: its start. */
function workingShare(at: number): number {
  const weekday = (Math.floor(at / 86_400) + 3) % 7;
  return weekday === 6 ? 0.12 : weekday === 5 ? 0.45 : 0.94;
}
