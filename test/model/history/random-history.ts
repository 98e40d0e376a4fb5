import fc from 'fast-check';
import type { Design } from './catalogue.ts';
import { catalogue } from './catalogue.ts';
import { codeSteps, ends, moments, type RecordStep, type Step, slots, wrongs } from './step.ts';

const place = fc.nat(11);
const rarely = (weight: number) => fc.nat(weight).map((value) => value === weight);

const wait: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('wait'),
  until: fc.constantFrom(...moments),
  which: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, place),
  offset: fc.constantFrom(0, -1, 1),
});

const atTheEnd: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('at the end'),
  which: place,
  of: fc.constantFrom(...ends),
  offset: fc.constantFrom(0, 0, -1, 1),
  followUp: fc.constantFrom(
    ...(['ask again', 'ask again', 'ask again', 'another asks', 'another asks', 'another asks'] as const),
    ...(['reclaim', 'use and reclaim', 'use and reclaim', 'release', 'report'] as const),
  ),
});

const acquire: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('acquire'),
  device: fc.nat(6),
  item: fc.oneof({ arbitrary: fc.nat(1), weight: 1 }, place),
  by: fc.constantFrom('handshake', 'handshake', 'organization', 'both'),
  app: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.nat(2)),
  instances: fc.constantFrom(1, 1, 2, 3),
  feature: fc.nat(3),
  isNamed: rarely(3),
  isOffline: rarely(20),
  wrongs: fc.oneof(
    { arbitrary: fc.constant([]), weight: 4 },
    fc.uniqueArray(fc.constantFrom(...wrongs), { minLength: 1, maxLength: 3 }),
  ),
});

const record: fc.Arbitrary<RecordStep> = fc.record({
  item: place,
  feature: fc.nat(2),
  slot: fc.constantFrom(...slots),
  count: fc.constantFrom(1, 1, 2, 3),
  wrong: fc.oneof(
    { arbitrary: fc.constant('nothing' as const), weight: 12 },
    fc.constantFrom('slot', 'item', 'feature', 'count', 'vendor'),
  ),
});

const report: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('report'),
  which: place,
  isStranger: rarely(10),
  records: fc.array(record, { minLength: 1, maxLength: 3 }),
  number: fc.constantFrom('next', 'next', 'next', 'next', 'next', 'again', 'changed', 'skipped'),
});

const importFile: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('import'),
  vendor: fc.nat(1),
  organization: fc.nat(1),
  items: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
  term: fc.constantFrom('again', 'next', 'between', 'long ago'),
  quota: fc.constantFrom(0, 1, 2, 3, 4),
  length: fc.nat(4),
  serial: fc.constantFrom(1, 1, 1, 1, 0, -1),
  late: fc.constantFrom(0, 0, 1, 600, 90_000),
  withTrial: rarely(2),
  locked: fc.oneof({ arbitrary: fc.constant([]), weight: 8 }, fc.uniqueArray(fc.nat(4), { maxLength: 2 })),
  revoked: fc.oneof({ arbitrary: fc.constant([]), weight: 15 }, fc.uniqueArray(fc.nat(4), { maxLength: 1 })),
  lockSite: rarely(20),
  chosen: fc.nat(5),
  isForThisMachine: rarely(10).map((other) => !other),
});

const acknowledge: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('acknowledge'),
  vendor: fc.nat(1),
  late: fc.constantFrom(0, 0, 1, 600, 90_000),
  says: fc.constantFrom(
    ...([
      'nothing',
      'nothing',
      'lock',
      'unlock',
      'unlock',
      'revoke',
      'lock site',
      'unlock site',
      'unlock site',
    ] as const),
  ),
  item: fc.nat(5),
  ahead: fc.constantFrom(null, null, null, null, 0, 100, 5000, -100_000),
});

const changeCode: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('change code'),
  which: place,
  what: fc.constantFrom(...codeSteps),
  value: fc.nat(7),
});

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: acquire, weight: 34 },
  {
    arbitrary: fc.record({
      kind: fc.constant('ask again'),
      which: place,
      instances: fc.constantFrom(0, 0, 0, 1, 2, 3),
      other: fc.constantFrom(0, 0, 0, 1, 3),
    }),
    weight: 22,
  },
  { arbitrary: wait, weight: 20 },
  { arbitrary: atTheEnd, weight: 16 },
  {
    arbitrary: fc.record({
      kind: fc.constant('change password'),
      which: place,
      offset: fc.constantFrom(0, -1, 1),
    }),
    weight: 2,
  },
  { arbitrary: fc.record({ kind: fc.constant('wait a little'), seconds: fc.nat(400) }), weight: 6 },
  {
    arbitrary: fc.record({
      kind: fc.constant('crowd'),
      seconds: fc.constantFrom(0, 1, 30),
      which: place,
      size: fc.integer({ min: 2, max: 6 }),
    }),
    weight: 2,
  },
  { arbitrary: report, weight: 14 },
  { arbitrary: fc.record({ kind: fc.constant('release'), which: place, isForeign: rarely(10) }), weight: 7 },
  { arbitrary: fc.record({ kind: fc.constant('reclaim'), which: place }), weight: 3 },
  {
    arbitrary: fc.record({
      kind: fc.constant('give back'),
      which: place,
      isKeyRight: rarely(5).map((not) => !not),
    }),
    weight: 2,
  },
  { arbitrary: importFile, weight: 7 },
  { arbitrary: fc.record({ kind: fc.constant('import again'), which: place }), weight: 1 },
  { arbitrary: acknowledge, weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constant('add code'),
      vendor: fc.nat(1),
      organization: fc.nat(1),
      name: fc.nat(1),
    }),
    weight: 2,
  },
  { arbitrary: changeCode, weight: 4 },
  {
    arbitrary: fc.record({
      kind: fc.constant('reserve'),
      item: place,
      seats: fc.array(fc.nat(2), { maxLength: 2 }),
      device: fc.nat(6),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({ kind: fc.constant('block'), which: place, isBlocked: rarely(2).map((not) => !not) }),
    weight: 1,
  },
  {
    arbitrary: fc.record({ kind: fc.constant('pause new seats'), isPaused: rarely(2) }),
    weight: 2,
  },
  { arbitrary: fc.constant<Step>({ kind: 'restore' }), weight: 1 },
);

/** A whole history: what the vendors sell, and what happens. */
export type RandomHistory = {
  readonly catalogue: readonly (readonly Design[])[];
  readonly steps: readonly Step[];
};

export const randomHistory = (longest: number): fc.Arbitrary<RandomHistory> =>
  fc.record({ catalogue, steps: fc.array(anyStep, { maxLength: longest, size: 'max' }) });
