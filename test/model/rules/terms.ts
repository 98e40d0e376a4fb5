import type { Fact, FileItem, FileTrial, LicenseFile } from './facts.ts';
import { DAY } from './facts.ts';

/** An item with all its terms; a term is what the last file said about that start. */
export type Item = {
  readonly vendor: string;
  readonly organization: string;
  readonly id: string;
  /** By `start`, at least one; in the DLS's own time. */
  readonly terms: readonly FileItem[];
  /** How far the vendor's time, in which the license file speaks, is ahead of the DLS's. */
  readonly ahead: number;
};

export function filesOf(facts: readonly Fact[], vendor: string): readonly LicenseFile[] {
  const files: LicenseFile[] = [];
  for (const fact of facts) if (fact.kind === 'imported' && fact.file.vendor === vendor) files.push(fact.file);
  return files;
}

export function findItem(facts: readonly Fact[], vendor: string, id: string): Item | undefined {
  const organization = filesOf(facts, vendor).find((file) => file.items.some((entry) => entry.id === id))?.organization;
  if (organization === undefined) return undefined;
  const ahead = vendorAhead(facts, vendor);
  const terms = termsInFiles(facts, vendor, id).map((term) =>
    ahead === 0 ? term : { ...term, start: term.start - ahead, end: term.end - ahead },
  );
  return { vendor, organization, id, terms, ahead };
}

/** The terms of an item as license files say them. */
export function termsInFiles(facts: readonly Fact[], vendor: string, id: string): readonly FileItem[] {
  const terms: FileItem[] = [];
  for (const file of filesOf(facts, vendor)) {
    for (const entry of file.items.filter((item) => item.id === id)) {
      const known = terms.findIndex((term) => term.start === entry.start);
      if (known >= 0) terms.splice(known, 1, entry);
      else terms.push(entry);
    }
  }
  return terms.toSorted((a, b) => a.start - b.start);
}

/** The last acknowledgement that counts says what time it is at the vendor. */
export function vendorAhead(facts: readonly Fact[], vendor: string): number {
  let ahead = 0;
  for (const fact of facts) {
    if (fact.kind !== 'acknowledged' || fact.acknowledgement.vendor !== vendor || !isNewest(facts, fact)) continue;
    const { time } = fact.acknowledgement;
    if (time !== undefined) ahead = time - fact.at;
  }
  return ahead;
}

/** A term is named by the start that license files give it. */
export const termName = (item: Item, instant: number): number => termAt(item, instant).start + item.ahead;

export function allItems(facts: readonly Fact[]): readonly Item[] {
  const names = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'imported') for (const item of fact.file.items) names.add(`${fact.file.vendor} ${item.id}`);
  }
  return [...names].map((name) => {
    const [vendor = '', id = ''] = name.split(' ');
    return findItem(facts, vendor, id)!;
  });
}

export function findTrial(facts: readonly Fact[], vendor: string, product: string): FileTrial | undefined {
  const files = filesOf(facts, vendor).toReversed();
  return files.flatMap((file) => file.trials).find((trial) => trial.product === product);
}

/** The latest term that began at or before this instant; before the very first one, that first one. */
export function termAt(item: Item, instant: number): FileItem {
  return item.terms.findLast((term) => term.start <= instant) ?? item.terms[0]!;
}

export const metricOf = (item: Item): FileItem['metric'] => item.terms[0]!.metric;

export const endOfGrace = (term: FileItem): number => term.end + graceOf(term);

const graceOf = (term: FileItem): number => (term.graceDays ?? 7) * DAY;

/** The instant at which an item became known. */
const firstImport = (facts: readonly Fact[], { vendor, id }: Item): number =>
  facts.find(
    (fact) =>
      fact.kind === 'imported' && fact.file.vendor === vendor && fact.file.items.some((entry) => entry.id === id),
  )!.at;

/** Whether the last acknowledgement is so long ago that the item is in its grace stage, or beyond it. */
export function syncState(facts: readonly Fact[], item: Item, now: number): 'fine' | 'grace' | 'overdue' {
  const due = syncDue(facts, item, now);
  if (due === undefined || now < due) return 'fine';
  return now < due + graceOf(termAt(item, now)) ? 'grace' : 'overdue';
}

/** `syncDays` after the last acknowledgement. An item that became known later owes nothing from before. */
export function syncDue(facts: readonly Fact[], item: Item, now: number): number | undefined {
  const { syncDays } = termAt(item, now);
  if (syncDays === undefined) return undefined;
  const last = facts.findLast(
    (fact) => fact.kind === 'acknowledged' && fact.acknowledgement.vendor === item.vendor && isNewest(facts, fact),
  );
  return Math.max(last?.at ?? 0, firstImport(facts, item)) + syncDays * DAY;
}

/** An acknowledgement that came after one with a later `iat` is late, and only its license files count. */
export function isNewest(facts: readonly Fact[], fact: Fact & { kind: 'acknowledged' }): boolean {
  return facts
    .slice(0, facts.indexOf(fact))
    .every(
      (other) =>
        other.kind !== 'acknowledged' ||
        other.acknowledgement.vendor !== fact.acknowledgement.vendor ||
        other.acknowledgement.iat <= fact.acknowledgement.iat,
    );
}

/** Since when the machine does not match the item's last license file. */
export function mismatchSince(facts: readonly Fact[], { vendor, id }: Item): number | undefined {
  let since: number | undefined;
  for (const fact of facts) {
    if (fact.kind !== 'imported' || fact.file.vendor !== vendor) continue;
    if (!fact.file.items.some((entry) => entry.id === id)) continue;
    since = fact.file.isForThisMachine ? undefined : (since ?? fact.at);
  }
  return since;
}
