/** Grants and renewals of one code. */
export type AuthorizationCount = { readonly vendor: string; readonly handshake: string; readonly count: number };

/**
 * Grants and renewals of each code since the last fold, against which the share of failures is measured. Kept in
 * memory and folded once a minute: the alert may lose a minute's count in a crash, a renewal may not cost a row.
 */
export type AuthorizationCounts = {
  add(vendor: string, handshake: string): void;
  list(): readonly AuthorizationCount[];
  /** Takes off what was folded; what came meanwhile stays. */
  subtract(folded: readonly AuthorizationCount[]): void;
  /** How often counts were folded so far: a reader of both sees by it whether some moved meanwhile. */
  folds(): number;
};

export function createAuthorizationCounts(): AuthorizationCounts {
  const counts = new Map<string, AuthorizationCount>();
  let folds = 0;
  const change = (vendor: string, handshake: string, by: number): void => {
    const key = `${vendor} ${handshake}`;
    const count = (counts.get(key)?.count ?? 0) + by;
    if (count > 0) counts.set(key, { vendor, handshake, count });
    else counts.delete(key);
  };
  return {
    add: (vendor, handshake) => change(vendor, handshake, 1),
    list: () => [...counts.values()],
    folds: () => folds,
    subtract: (folded) => {
      folds += 1;
      for (const { vendor, handshake, count } of folded) change(vendor, handshake, -count);
    },
  };
}
