/**
 * Grants and renewals of each code since the last fold, against which the share of failures is measured. Kept in
 * memory and folded once a minute: the alert may lose a minute's count in a crash, a renewal may not cost a row.
 */
export type AuthorizationCounts = {
  add(vendor: string, handshake: string): void;
  take(): readonly { readonly vendor: string; readonly handshake: string; readonly count: number }[];
};

export function createAuthorizationCounts(): AuthorizationCounts {
  let counts = new Map<string, number>();
  return {
    add: (vendor, handshake) => {
      const key = `${vendor} ${handshake}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    take: () => {
      const taken = counts;
      counts = new Map();
      return [...taken].map(([key, count]) => {
        const [vendor = '', handshake = ''] = key.split(' ');
        return { vendor, handshake, count };
      });
    },
  };
}
