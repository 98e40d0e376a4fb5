import { Counter, Gauge, Registry } from 'prom-client';
import type { Deps } from '../deps.ts';
import { listShownItems } from './console/shown-item.ts';
import { requestCounts } from './request-counts.ts';

/** The metrics of a site in the text format of Prometheus, all of one moment. */
export async function readMetrics(deps: Deps): Promise<string> {
  const { now } = deps.clock.read();
  const totals = await deps.reader.query('totals', { now });
  const items = await listShownItems(deps, [...deps.snapshot.current.items.keys()]);
  const registry = new Registry();
  addTraffic(registry, deps);
  addProcess(registry, deps);
  for (const [name, help, value] of [
    ['causeway_devices', 'Devices known', totals.devices],
    ['causeway_seats', 'Seats held', totals.seats],
    ['causeway_denials_last_day', 'Refusals on rows of the last 24 hours', totals.denials],
    ['causeway_alerts_open', 'Alerts that are neither over nor dismissed', totals.alerts],
    ['causeway_ledger_height', 'Height of the ledger', totals.height],
  ] as const) {
    addGauge(registry, name, help, value);
  }
  addItems(registry, items);
  return registry.metrics();
}

function addTraffic(registry: Registry, deps: Deps): void {
  const registers = [registry];
  const requests = new Counter({
    name: 'causeway_requests_total',
    help: 'HTTP requests by listener',
    labelNames: ['listener'],
    registers,
  });
  for (const [listener, count] of Object.entries(requestCounts(deps))) requests.inc({ listener }, count);
  const commits = new Counter({
    name: 'causeway_commits_total',
    help: 'Transactions that reached the disk',
    registers,
  });
  commits.inc(deps.store.commits());
  addGauge(registry, 'causeway_queue_length', 'Units of work that wait for the disk', deps.store.waiting());
}

function addProcess(registry: Registry, { store, clock, epoch, settings }: Deps): void {
  const { rss, heapUsed } = process.memoryUsage();
  addGauge(registry, 'causeway_storage_failing', 'Whether the data folder cannot be written', Number(store.failing()));
  addGauge(registry, 'causeway_uptime_seconds', 'Seconds since the process started', process.uptime());
  addGauge(registry, 'causeway_resident_memory_bytes', 'Resident memory', rss);
  addGauge(registry, 'causeway_heap_used_bytes', 'Memory of the JavaScript heap in use', heapUsed);
  addGauge(registry, 'causeway_clock_trusted', 'Whether the system clock is trusted', Number(clock.state().trusted));
  const { newSeatsPaused } = settings.current.devices;
  addGauge(registry, 'causeway_new_seats_paused', 'Whether the administrator paused new seats', Number(newSeatsPaused));
  addGauge(registry, 'causeway_epoch', 'Epoch of the records', epoch.current.epoch);
}

function addItems(registry: Registry, items: Awaited<ReturnType<typeof listShownItems>>): void {
  const labelNames = ['vendor', 'item', 'metric'];
  const registers = [registry];
  const used = new Gauge({ name: 'causeway_item_used', help: 'Units used of the running term', labelNames, registers });
  const quota = new Gauge({ name: 'causeway_item_quota', help: 'Quota of the running term', labelNames, registers });
  for (const item of items) {
    const labels = { vendor: item.vendor, item: item.id, metric: item.metric };
    used.set(labels, item.used);
    quota.set(labels, item.quota);
  }
}

function addGauge(registry: Registry, name: string, help: string, value: number): void {
  new Gauge({ name, help, registers: [registry] }).set(value);
}
