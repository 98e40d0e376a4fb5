import fc from 'fast-check';
import type { FileItem } from '../rules/facts.ts';
import { DAY } from '../rules/facts.ts';

/** Names that histories are made of. Two vendors use the same ids for everything. */
export const vendors = ['acme', 'bolt'] as const;
export const organizations = ['100', '200'] as const;
export const itemsPerVendor = 6;
export const itemId = (place: number): string => `it-${place}`;
/** The first four items of each vendor belong to its first organization. */
export const organizationOf = (place: number): string => organizations[place < 4 ? 0 : 1];
export const machines = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
export const apps = ['com.acme.scan', 'host1.acme.example', 'org.other.tool'];
export const addresses = ['10.0.0.5', '10.1.2.3'];

/** How an item is designed, once for a whole history; what a file may change about it comes with the file. */
export type Design = Omit<FileItem, 'id' | 'start' | 'end'> & { readonly start: number; readonly length: number };

/** Lengths of terms: shorter than a slot, around a day, and long. */
const length = fc.oneof(
  { arbitrary: fc.constantFrom(400 * DAY, 40 * DAY), weight: 5 },
  { arbitrary: fc.constantFrom(3 * DAY, DAY, 3600, 500, 100), weight: 1 },
);

/** Left out so many times as often as it is there. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight: number) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight }, arbitrary);

const rareRestrictions = {
  versions: maybe(
    fc.constantFrom(
      { from: '10.0', to: '10.99' },
      { to: '10.99' },
      { from: '10.2', to: '10.4' },
      { from: '10.0' },
      { from: '9' },
    ),
    3,
  ),
  platforms: maybe(fc.constantFrom(['linux'], ['windows', 'linux']), 4),
  apps: maybe(fc.constantFrom(['com.acme.*'], ['*.example', 'com.acme.scan']), 6),
  machines: maybe(fc.constantFrom([machines[0]!], [machines[0]!, machines[1]!]), 8),
  trial: maybe(fc.constant(true), 8),
  extends: maybe(fc.nat(3).map(itemId), 3),
};

const figures = {
  offlineDays: maybe(fc.constantFrom(3, 5, 30), 1),
  offlineSeats: maybe(fc.constantFrom(1, 2), 1),
  activeWindow: maybe(fc.constantFrom(DAY, DAY, 30 * DAY), 3),
  leaseSeconds: maybe(fc.constantFrom(60, 181, 300, 600), 2),
  syncDays: maybe(fc.constantFrom(30, 31), 6),
  maxPerSlot: maybe(fc.constantFrom(2, 3), 3),
  overagePercent: maybe(fc.constantFrom(0, 24, 25, 50, 100), 2),
  overageSlots: maybe(fc.constantFrom(0, 1, 2, 3, 5, 10), 4),
  graceDays: maybe(fc.constantFrom(0, 1), 1),
  reclaimsPerYear: maybe(fc.constantFrom(0, 1), 1),
};

const design: fc.Arbitrary<Design> = fc
  .record({
    metric: fc.constantFrom<FileItem['metric'][]>(
      ...(['device', 'concurrent-device', 'concurrent-instance', 'usage', 'server', 'domain'] as const),
      ...(['device', 'concurrent-device', 'concurrent-instance', 'usage'] as const),
    ),
    product: fc.constantFrom('reader', 'reader', 'writer', 'cutter'),
    quota: fc.constantFrom(1, 1, 2, 2, 3, 4, 5),
    features: fc.constantFrom(['qr', '1d'], ['qr', '1d'], ['qr'], ['1d', 'qr', 'ocr']),
    start: fc.constantFrom(-DAY, -DAY, -DAY, -DAY, -DAY, 0, 90, 3600),
    length,
    ...rareRestrictions,
    ...figures,
  })
  .map((chosen) => defined({ ...chosen, domain: chosen.metric === 'domain' ? 'acme.example' : undefined }) as Design);

/** The items of both vendors. */
export const catalogue: fc.Arbitrary<readonly (readonly Design[])[]> = fc.tuple(
  ...vendors.map(() => fc.array(design, { minLength: itemsPerVendor, maxLength: itemsPerVendor, size: 'max' })),
);

/** The same without what is undefined. */
export function defined<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
