import type { Alert } from '../../api/alerts.ts';

type Group = readonly [newest: Alert, ...earlier: readonly Alert[]];

/** Of several thresholds of one thing the newest says it all. */
export function groupsOf(alerts: readonly Alert[]): readonly Group[] {
  const things = Map.groupBy(alerts, ({ subject, vendor, item, handshake }) =>
    [subject, vendor, item, handshake].join(' '),
  );
  const groups = [...things.values()].flatMap((same): readonly Group[] => {
    const [newest, ...earlier] = same.toSorted((a, b) => b.at - a.at || b.id - a.id);
    return newest === undefined ? [] : [[newest, ...earlier]];
  });
  return groups.toSorted(([a], [b]) => rank(b) - rank(a) || b.at - a.at);
}

const rank = ({ message }: Alert): number => (message.severity === 'critical' ? 1 : 0);
