import fc from 'fast-check';
import type { Design } from './catalogue.ts';
import { catalogue } from './catalogue.ts';

/**
 * One step of a random history, as plain numbers: what they come to is decided when the step is taken, from what has
 * happened until then (`next-action.ts`). So any part of a history is a history, and it shrinks well.
 */
export type Step =
  | { readonly kind: 'wait'; readonly until: (typeof moments)[number]; readonly which: number; readonly offset: number }
  | { readonly kind: 'wait a little'; readonly seconds: number }
  | {
      /** Waits for the end of something that a grant has to do with, and then does something about that grant. */
      readonly kind: 'at the end';
      readonly which: number;
      readonly of: (typeof ends)[number];
      readonly offset: number;
      readonly followUp: 'ask again' | 'another asks' | 'reclaim' | 'use and reclaim' | 'release' | 'report';
    }
  | {
      /** The password of the code of a grant changes, the old one lives on for a day, and the device asks with it. */
      readonly kind: 'change password';
      readonly which: number;
      readonly offset: number;
    }
  | {
      readonly kind: 'acquire';
      readonly device: number;
      readonly item: number;
      readonly by: 'handshake' | 'organization' | 'both';
      readonly app: number;
      readonly instances: number;
      readonly feature: number;
      readonly isNamed: boolean;
      readonly isOffline: boolean;
      readonly wrongs: readonly Wrong[];
    }
  | {
      readonly kind: 'ask again';
      readonly which: number;
      readonly instances: number;
      /** How many devices further on: 0 is the same one. */
      readonly other: number;
    }
  | { readonly kind: 'release'; readonly which: number; readonly isForeign: boolean }
  | {
      readonly kind: 'report';
      readonly which: number;
      readonly isStranger: boolean;
      readonly records: readonly RecordStep[];
      readonly number: 'next' | 'again' | 'changed' | 'skipped';
    }
  | { readonly kind: 'reclaim'; readonly which: number }
  | ImportStep
  | { readonly kind: 'import again'; readonly which: number }
  | {
      readonly kind: 'acknowledge';
      readonly vendor: number;
      readonly late: number;
      readonly says: 'nothing' | 'lock' | 'unlock' | 'revoke' | 'lock site' | 'unlock site';
      readonly item: number;
    }
  | { readonly kind: 'add code'; readonly vendor: number; readonly organization: number; readonly name: number }
  | { readonly kind: 'change code'; readonly which: number; readonly what: CodeStep; readonly value: number }
  | { readonly kind: 'reserve'; readonly item: number; readonly seats: readonly number[]; readonly device: number }
  | { readonly kind: 'block'; readonly which: number; readonly isBlocked: boolean }
  | { readonly kind: 'restore' };

export type ImportStep = {
  readonly kind: 'import';
  readonly vendor: number;
  readonly organization: number;
  readonly items: readonly number[];
  readonly term: 'again' | 'next' | 'between' | 'long ago';
  readonly quota: number;
  readonly length: number;
  readonly serial: number;
  readonly late: number;
  readonly withTrial: boolean;
  readonly locked: readonly number[];
  readonly revoked: readonly number[];
  readonly lockSite: boolean;
  readonly chosen: number;
  readonly isForThisMachine: boolean;
};

export type RecordStep = {
  /** Which of the grants to the device; -1: the last. */
  readonly item: number;
  readonly feature: number;
  readonly slot: (typeof slots)[number];
  readonly count: number;
  readonly wrong: 'nothing' | 'slot' | 'item' | 'feature' | 'count' | 'vendor';
};

export type Wrong = (typeof wrongs)[number];
export type CodeStep = (typeof codeSteps)[number];

const moments = [
  ...(['lease', 'lease', 'lease', 'lease', 'lease', 'slot', 'slot', 'slot'] as const),
  ...(['seat', 'seat', 'day', 'term', 'grace'] as const),
] as const;
const ends = [
  ...(['lease', 'lease', 'seat', 'term', 'next term', 'grace', 'undo', 'take-over', 'trial', 'mismatch'] as const),
  ...(['mismatch', 'sync', 'sync grace', 'year', 'restore', 'password'] as const),
] as const;
const slots = ['now', 'now', 'before', 'yesterday', 'next', 'first', 'before first', 'term', 'before term'] as const;
const wrongs = [
  ...['product', 'platform', 'version', 'old version', 'last version', 'feature', 'app', 'process', 'machine'],
  ...['no machine', 'deployment', 'handshake', 'organization', 'foreign', 'trial', 'password', 'vendor', 'address'],
] as const;
const codeSteps = ['attach', 'detach', 'order', 'no order', 'validate', 'validate', 'password', 'access'] as const;

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
  { arbitrary: report, weight: 14 },
  { arbitrary: fc.record({ kind: fc.constant('release'), which: place, isForeign: rarely(10) }), weight: 7 },
  { arbitrary: fc.record({ kind: fc.constant('reclaim'), which: place }), weight: 3 },
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
  { arbitrary: fc.constant<Step>({ kind: 'restore' }), weight: 1 },
);

/** A whole history: what the vendors sell, and what happens. */
export type RandomHistory = {
  readonly catalogue: readonly (readonly Design[])[];
  readonly steps: readonly Step[];
};

export const randomHistory = (longest: number): fc.Arbitrary<RandomHistory> =>
  fc.record({ catalogue, steps: fc.array(anyStep, { maxLength: longest, size: 'max' }) });
