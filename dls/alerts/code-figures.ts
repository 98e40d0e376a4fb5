import { failureFigure } from '../../licensing/figure.ts';
import { isCode } from '../../protocol/codes.ts';
import type { AuthorizationCount } from '../operations/authorization-counts.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { RequestCount } from '../store/sqlite/queries/alert-readings.ts';
import { vendorName, type Watched } from './item-figures.ts';

type Requests = {
  /** Of the minutes that count, as the database has them. */
  readonly stored: readonly RequestCount[];
  /** Grants and renewals that are not in the database yet. */
  readonly counted: readonly AuthorizationCount[];
  /** From which on the share says anything. */
  readonly least: number;
};

/** The share of failed authorizations of every handshake code within the last 60 minutes. */
export function listCodeFigures(snapshot: Snapshot, { stored, counted, least }: Requests): readonly Watched[] {
  const requests = Map.groupBy([...stored, ...counted.map((count) => ({ ...count, code: '' }))], keyOf);
  return [...snapshot.configuration.vendors.values()].flatMap(({ vendor, codes }) =>
    [...codes.keys()].map((handshake): Watched => {
      const own = requests.get(keyOf({ vendor, handshake })) ?? [];
      const refused = own.filter(({ code }) => code !== '');
      const failed = sum(refused);
      const reason = refused.toSorted((a, b) => b.count - a.count)[0]?.code ?? '';
      const asked = sum(own);
      return {
        figure: failureFigure({ vendor, name: handshake }, asked, failed, least),
        facts: {
          subject: 'failures',
          vendor,
          vendorName: vendorName(snapshot, vendor),
          handshake,
          requests: asked,
          failed,
          reason: isCode(reason) ? reason : null,
        },
      };
    }),
  );
}

const keyOf = ({ vendor, handshake }: Pick<RequestCount, 'vendor' | 'handshake'>): string => `${vendor} ${handshake}`;

const sum = (counts: readonly Pick<RequestCount, 'count'>[]): number =>
  counts.reduce((total, { count }) => total + count, 0);
