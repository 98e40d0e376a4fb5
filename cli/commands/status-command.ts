import type { Command } from 'commander';
import type { EpochSeconds, Seconds } from '../../licensing/time.ts';
import { askSite } from '../ask-site.ts';
import { listAll } from '../list-all.ts';
import { printResult } from '../print.ts';
import type { Output } from '../terminal.ts';
import { styled } from '../text/color.ts';
import { countText, numberText, spanText } from '../text/figures.ts';
import { dayText, instantText } from '../text/instant.ts';
import { printableAnswer } from '../text/printable.ts';
import { pairLines, tableLines } from '../text/table.ts';
import { addSiteCommand, type CommandContext, type SiteOptions, withSite } from './site-command.ts';

/** `status`: is everything all right, and until when. */
export function addStatusCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'status', {
    summary: 'show whether all is well, and until when',
    description:
      'Shows how the site stands: licenses, clock, ledger, backups, disk and bundles, each with the next step where one is needed, then every license item with what is used of it.',
    examples: [
      ['causeway status', 'for people'],
      ['causeway status --json', 'the same and more, for scripts'],
    ],
  }).action((options: SiteOptions) => showStatus(options, context));
}

/** What the site says of itself, as far as it is shown here. */
type Status = {
  readonly site: string;
  readonly version: string;
  readonly epoch: number;
  readonly setUp: boolean;
  readonly now: EpochSeconds;
  readonly uptime: Seconds;
  readonly state: State;
  readonly health: readonly { readonly subject: string; readonly state: State; readonly detail: string }[];
  readonly network: { readonly servers: readonly string[] };
  readonly totals: Readonly<Record<'devices' | 'seats' | 'denials' | 'usage' | 'height' | 'alerts', number>>;
};

type State = 'ok' | 'warning' | 'critical';

type Item = {
  readonly vendor: string;
  readonly id: string;
  readonly name: string;
  readonly metric: string;
  readonly quota: number;
  readonly used: number;
  readonly end: EpochSeconds;
  readonly state: string;
};

type Sync = {
  /** The newest first. */
  readonly items: readonly Bundle[];
  readonly vendors: readonly Omit<Vendor, 'last'>[];
};

type Bundle = {
  readonly vendor: string;
  readonly epoch: number;
  readonly seq: number;
  readonly made: EpochSeconds;
  readonly acknowledgedAt: EpochSeconds | null;
};

type Vendor = {
  readonly vendor: string;
  readonly name: string;
  /** What is in no bundle yet. */
  readonly pending: { readonly events: number };
  readonly last: Bundle | null;
};

async function showStatus(options: SiteOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  await withSite(context, options, async (link) => {
    const status = await askSite<Status>(link, { method: 'GET', path: 'status' });
    const items = await listAll<Item>(link, 'items');
    const sync = await askSite<Sync>(link, { method: 'GET', path: 'sync', query: { limit: '500' } });
    const vendors = sync.vendors.map((vendor) => {
      const last = sync.items.find((bundle) => bundle.vendor === vendor.vendor) ?? null;
      return { ...vendor, last };
    });
    const result = { ...status, served: link.isServed, items, vendors };
    printResult(terminal, options, result, () => {
      const shown = printableAnswer({ status, items, vendors });
      return [
        ...siteLines(shown.status, link.isServed),
        '',
        ...healthLines(shown.status, terminal.out),
        ...itemLines(shown.items),
        ...vendorLines(shown.vendors),
      ];
    });
  });
}

function siteLines({ site, version, epoch, now, uptime, network, totals }: Status, isServed: boolean) {
  const { devices, seats, denials, usage } = totals;
  const server = isServed ? `running for ${spanText(uptime)}, ${network.servers.join(', ')}` : 'not running';
  return pairLines([
    ['Site', `${site}, epoch ${epoch}`],
    ['Server', `${server}, version ${version}`],
    ['Time', instantText(now)],
    ['Devices', `${numberText(devices)}, holding ${countText(seats, 'seat')}`],
    ['Alerts', totals.alerts === 0 ? 'none open' : `${countText(totals.alerts, 'alert')} open: see the console`],
    ['Today', `${countText(usage, 'unit')} used; ${countText(denials, 'refusal')} in 24 hours`],
  ]);
}

const marks: Readonly<Record<State, readonly [text: string, style: 'green' | 'yellow' | 'red']>> = {
  ok: ['ok', 'green'],
  warning: ['warning', 'yellow'],
  critical: ['critical', 'red'],
};

function healthLines({ health }: Status, out: Output): readonly string[] {
  return health.map(({ subject, state, detail }) => {
    const [text, style] = marks[state];
    return `${styled(out, style, text.padEnd(8))}  ${subject.padEnd(7)}  ${detail}`;
  });
}

function itemLines(items: readonly Item[]): readonly string[] {
  if (items.length === 0) return [];
  const rows = items.map(({ vendor, id, name, metric, quota, used, end, state }) => [
    `${vendor} ${id}`,
    name,
    metric,
    metric === 'domain' ? '' : numberText(used),
    metric === 'domain' ? '' : numberText(quota),
    dayText(end),
    state,
  ]);
  return ['', ...tableLines(itemColumns, rows)];
}

const itemColumns = [
  { head: 'Item' },
  { head: 'Name' },
  { head: 'Metric' },
  { head: 'Used', align: 'right' },
  { head: 'Quota', align: 'right' },
  { head: 'Ends' },
  { head: 'State' },
] as const;

function vendorLines(vendors: readonly Vendor[]): readonly string[] {
  if (vendors.length === 0) return [];
  const rows = vendors.map(({ vendor, last, pending }) => [
    vendor,
    last === null ? 'none' : `${last.seq} of epoch ${last.epoch}, ${dayText(last.made)}`,
    last === null ? '' : last.acknowledgedAt === null ? 'not yet' : dayText(last.acknowledgedAt),
    numberText(pending.events),
  ]);
  return ['', ...tableLines(vendorColumns, rows)];
}

const vendorColumns = [
  { head: 'Vendor' },
  { head: 'Last sync bundle' },
  { head: 'Acknowledged' },
  { head: 'Events since', align: 'right' },
] as const;
