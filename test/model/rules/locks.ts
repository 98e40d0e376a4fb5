import type { Fact } from './facts.ts';
import { filesOf, isNewest } from './terms.ts';

/** What one file or acknowledgement says of an item: locked, unlocked, or nothing. */
type Said = { readonly iat: number; readonly locked: boolean };

/** "Of two statements the one with the later `iat` holds"; of two of the same second the lock. */
export function isLocked(facts: readonly Fact[], vendor: string, id: string): boolean {
  const said = statements(facts, vendor, id).toSorted((a, b) => a.iat - b.iat || Number(a.locked) - Number(b.locked));
  return said.at(-1)?.locked ?? false;
}

function statements(facts: readonly Fact[], vendor: string, id: string): readonly Said[] {
  return facts.flatMap((fact): readonly Said[] => {
    if (fact.kind === 'imported' && fact.file.vendor === vendor) {
      const { iat, items, trials, locked, lockSite } = fact.file;
      const isIn = [...items, ...trials].some((entry) => entry.id === id);
      return [
        ...(isIn || locked.includes(id) ? [{ iat, locked: locked.includes(id) }] : []),
        ...(lockSite ? [{ iat, locked: true }] : []),
      ];
    }
    if (fact.kind === 'acknowledged' && fact.acknowledgement.vendor === vendor && isNewest(facts, fact)) {
      const { iat, locked, unlocked, lockSite } = fact.acknowledgement;
      return [
        ...(locked.includes(id) || unlocked.includes(id) ? [{ iat, locked: locked.includes(id) }] : []),
        ...(lockSite === undefined ? [] : [{ iat, locked: lockSite }]),
      ];
    }
    return [];
  });
}

/** "`revoked` ids void those items for good." */
export function isRevoked(facts: readonly Fact[], vendor: string, id: string): boolean {
  const byAcknowledgement = facts.some(
    (fact) =>
      fact.kind === 'acknowledged' &&
      fact.acknowledgement.vendor === vendor &&
      isNewest(facts, fact) &&
      fact.acknowledgement.revoked.includes(id),
  );
  return byAcknowledgement || filesOf(facts, vendor).some((file) => file.revoked.includes(id));
}
