import type { Denied, Granted } from '../../../licensing/acquire.ts';
import { decideImport, type ImportInput } from '../../../licensing/import.ts';
import type { Item, Metric, Term } from '../../../licensing/item.ts';
import { decideReport } from '../../../licensing/report.ts';
import type { AcquireRequest } from '../../../licensing/request.ts';
import { DAY, item, license, NOW, START, seat, vendor } from '../given.ts';
import { acquireOn, type Island, island } from '../island.ts';

/** One sentence of rules.md, the section it stands in, and what shows that it holds. */
export type Row = readonly [section: string, sentence: string, check: () => void];

export const YEAR = 365 * DAY;
export const uuid = (n: number) => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;

/** A site with these items on one code, at NOW. */
export const site = (...items: readonly Item[]) => island(vendor({ items }), NOW);
export const one = (metric: Metric, changes: Partial<Term> = {}) => item({ metric, term: changes });
export const said = (decision: Granted | Denied) => (decision.outcome === 'granted' ? decision.state : decision.code);
export const ask = (on: Island, n: number, asked: Partial<AcquireRequest> = {}) => said(acquireOn(on, uuid(n), asked));
export const askMany = (on: Island, many: number) => Array.from({ length: many }, (_, n) => ask(on, n));
export const after = <T>(on: Island, seconds: number, then: () => T): T => {
  on.now += seconds;
  return then();
};
export const server = (machine: string) => ({ deployment: 'server', machine });
export const offline = (days: number) => ({ offline: { request: 'r', days, returnHash: 'h' } });

export const importing = (changes: Partial<ImportInput> = {}) =>
  decideImport({
    license: license(),
    vendor: null,
    highestSerial: null,
    alreadyImported: false,
    site: { uuid: 'site-1', thumbprint: 'key-1', machine: [{ kind: 'linux-machine-id', hash: 'm1' }] },
    attachTo: null,
    now: NOW,
    ...changes,
  });

export const reporting = (slot: number, by = vendor(), now = NOW) =>
  decideReport({
    configuration: { vendors: new Map([['acme', by]]) },
    device: { firstGrant: START, vendors: new Map([['acme', { seats: [seat()], trial: null }]]) },
    records: [{ vendor: 'acme', slot, item: 'it-1', feature: 'qr', count: 1 }],
    gapFrom: null,
    now,
  });
