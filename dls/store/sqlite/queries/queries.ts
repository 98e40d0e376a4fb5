import { alertDeliveries, deliveryStandings, dueDeliveries } from './alert-deliveries.ts';
import { alertReadings } from './alert-readings.ts';
import { alerts } from './alerts.ts';
import { backups, care } from './backups.ts';
import { codeRequests } from './code-requests.ts';
import { demand } from './demand.ts';
import { denials } from './denials.ts';
import { device, devices } from './devices.ts';
import { itemFigures } from './figures.ts';
import { handshake, handshakes } from './handshakes.ts';
import { items } from './items.ts';
import { leases } from './leases.ts';
import { ledger, ledgerHeight } from './ledger.ts';
import { licenses } from './licenses.ts';
import { peaks } from './peaks.ts';
import type { Query, Stream } from './query.ts';
import { denialSeries, usageSeries } from './series.ts';
import { bundles, pendingSync } from './sync.ts';
import { totals } from './totals.ts';
import { usage } from './usage.ts';

/** Every read with one answer, by its name. */
export const queries = {
  alertReadings,
  care,
  codeRequests,
  deliveryStandings,
  demand,
  denialSeries,
  device,
  dueDeliveries,
  handshake,
  itemFigures,
  ledgerHeight,
  pendingSync,
  totals,
  usageSeries,
};

/** Every list, by its name. */
export const streams = {
  alertDeliveries,
  alerts,
  backups,
  bundles,
  denials,
  devices,
  handshakes,
  items,
  leases,
  ledger,
  licenses,
  peaks,
  usage,
};

export type QueryName = keyof typeof queries;
export type QueryArguments<Name extends QueryName> =
  (typeof queries)[Name] extends Query<infer Args, unknown> ? Args : never;
export type QueryResult<Name extends QueryName> =
  (typeof queries)[Name] extends Query<never, infer Result> ? Result : never;

export type StreamName = keyof typeof streams;
export type StreamArguments<Name extends StreamName> =
  (typeof streams)[Name] extends Stream<infer Args, unknown> ? Args : never;
export type StreamRow<Name extends StreamName> = (typeof streams)[Name] extends Stream<never, infer Row> ? Row : never;
