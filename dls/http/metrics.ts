import { Counter, Gauge, Registry } from 'prom-client';
import type { Deps } from '../deps.ts';
import { listShownItems } from './console/shown-item.ts';
import { requestCounts } from './request-counts.ts';

const registries = new WeakMap<object, Registry>();

/** The metrics of a site, which are read when they are asked for. */
export function siteMetrics(deps: Deps): Registry {
  const known = registries.get(deps.store);
  if (known !== undefined) return known;
  const registry = new Registry();
  registries.set(deps.store, registry);
  addTraffic(registry, deps);
  addStore(registry, deps);
  addSite(registry, deps);
  addItems(registry, deps);
  return registry;
}

function addTraffic(registry: Registry, deps: Deps): void {
  new Counter({
    name: 'causeway_requests_total',
    help: 'HTTP requests by listener',
    labelNames: ['listener'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [listener, count] of Object.entries(requestCounts(deps))) this.inc({ listener }, count);
    },
  });
}

function addStore(registry: Registry, { store }: Deps): void {
  new Counter({
    name: 'causeway_commits_total',
    help: 'Transactions that reached the disk',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(store.commits());
    },
  });
  gauge(registry, 'causeway_queue_length', 'Units of work that wait for the disk', store.waiting);
  gauge(registry, 'causeway_storage_failing', 'Whether the data folder cannot be written', () =>
    Number(store.failing()),
  );
}

function addSite(registry: Registry, deps: Deps): void {
  gauge(registry, 'causeway_uptime_seconds', 'Seconds since the process started', () => process.uptime());
  gauge(registry, 'causeway_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  gauge(
    registry,
    'causeway_heap_used_bytes',
    'Memory of the JavaScript heap in use',
    () => process.memoryUsage().heapUsed,
  );
  gauge(registry, 'causeway_clock_trusted', 'Whether the system clock is trusted', () =>
    Number(deps.clock.state().trusted),
  );
  gauge(registry, 'causeway_epoch', 'Epoch of the records', () => deps.epoch.current.epoch);
  const names = {
    devices: 'Devices known',
    seats: 'Seats held',
    denials: 'Refusals on rows of the last 24 hours',
  } as const;
  const totals = Object.entries(names).map(
    ([name, help]) => [name, new Gauge({ name: `causeway_${name}`, help, registers: [registry] })] as const,
  );
  const height = new Gauge({ name: 'causeway_ledger_height', help: 'Height of the ledger', registers: [registry] });
  const first = totals[0]?.[1];
  if (first === undefined) return;
  // One read serves all of them; the registry collects in the order of registration.
  Object.assign(first, {
    collect: async () => {
      const read = await deps.reader.query('totals', { now: deps.clock.read().now });
      for (const [name, metric] of totals) metric.set(read[name as keyof typeof names]);
      height.set(read.height);
    },
  });
}

function addItems(registry: Registry, deps: Deps): void {
  const labelNames = ['vendor', 'item', 'metric'];
  const quota = new Gauge({
    name: 'causeway_item_quota',
    help: 'Quota of the running term',
    labelNames,
    registers: [registry],
  });
  new Gauge({
    name: 'causeway_item_used',
    help: 'Units used of the running term, or seats registered or live',
    labelNames,
    registers: [registry],
    async collect() {
      this.reset();
      quota.reset();
      for (const { vendor, id, metric, used, quota: bought } of await listShownItems(deps, [
        ...deps.snapshot.current.items.keys(),
      ])) {
        this.set({ vendor, item: id, metric }, used);
        quota.set({ vendor, item: id, metric }, bought);
      }
    },
  });
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
