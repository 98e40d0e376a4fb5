export const moments = [
  ...(['lease', 'lease', 'lease', 'lease', 'lease', 'slot', 'slot', 'slot'] as const),
  ...(['seat', 'seat', 'day', 'term', 'grace'] as const),
] as const;
export const ends = [
  ...(['lease', 'lease', 'seat', 'term', 'next term', 'grace', 'undo', 'take-over', 'trial', 'mismatch'] as const),
  ...(['mismatch', 'sync', 'sync grace', 'year', 'restore', 'password'] as const),
] as const;
export const slots = [
  'now',
  'now',
  'before',
  'yesterday',
  'next',
  'first',
  'before first',
  'term',
  'before term',
] as const;
export const wrongs = [
  ...['product', 'platform', 'version', 'old version', 'last version', 'feature', 'app', 'process', 'machine'],
  ...['no machine', 'deployment', 'handshake', 'organization', 'foreign', 'trial', 'password', 'vendor', 'address'],
] as const;
export const codeSteps = [
  'attach',
  'detach',
  'order',
  'no order',
  'validate',
  'validate',
  'password',
  'access',
] as const;

/**
 * One step of a random history, as plain numbers: what they come to is decided when the step is taken, from what has
 * happened until then (`next-action.ts`). So any part of a history is a history, and it shrinks well.
 */
export type Step =
  | { readonly kind: 'wait'; readonly until: (typeof moments)[number]; readonly which: number; readonly offset: number }
  | { readonly kind: 'wait a little'; readonly seconds: number }
  /** One device after the other asks for what a grant was asked for. */
  | { readonly kind: 'crowd'; readonly seconds: number; readonly which: number; readonly size: number }
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
  | { readonly kind: 'give back'; readonly which: number; readonly isKeyRight: boolean }
  | ImportStep
  | { readonly kind: 'import again'; readonly which: number }
  | {
      readonly kind: 'acknowledge';
      readonly vendor: number;
      readonly late: number;
      readonly says: 'nothing' | 'lock' | 'unlock' | 'revoke' | 'lock site' | 'unlock site';
      readonly item: number;
      /** The vendor's time, so far ahead of the DLS's; null: the acknowledgement tells none. */
      readonly ahead: number | null;
    }
  | { readonly kind: 'add code'; readonly vendor: number; readonly organization: number; readonly name: number }
  | { readonly kind: 'change code'; readonly which: number; readonly what: CodeStep; readonly value: number }
  | { readonly kind: 'reserve'; readonly item: number; readonly seats: readonly number[]; readonly device: number }
  | { readonly kind: 'block'; readonly which: number; readonly isBlocked: boolean }
  | { readonly kind: 'pause new seats'; readonly isPaused: boolean }
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
