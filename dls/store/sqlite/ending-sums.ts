import type { Ending } from '../../../licensing/counter.ts';

export type SummedEnding = Ending & { readonly itemNo: number; readonly subject: string };

/** Units that end at the same second, summed up: what one unit of work takes off there, another often puts back. */
export type EndingSums = {
  add(itemNo: number, subject: string, ending: Ending): void;
  /** Those that do not cancel out; afterwards there are none. */
  take(): readonly SummedEnding[];
};

export function createEndingSums(): EndingSums {
  let items = new Map<number, Map<string, Map<number, number>>>();
  return {
    add(itemNo, subject, { at, units }) {
      const subjects = items.get(itemNo) ?? new Map<string, Map<number, number>>();
      items.set(itemNo, subjects);
      const seconds = subjects.get(subject) ?? new Map<number, number>();
      subjects.set(subject, seconds);
      seconds.set(at, (seconds.get(at) ?? 0) + units);
    },
    take() {
      if (items.size === 0) return none;
      const taken: SummedEnding[] = [];
      for (const [itemNo, subjects] of items) {
        for (const [subject, seconds] of subjects) {
          for (const [at, units] of seconds) if (units !== 0) taken.push({ itemNo, subject, at, units });
        }
      }
      items = new Map();
      return taken;
    },
  };
}

const none: readonly SummedEnding[] = [];
