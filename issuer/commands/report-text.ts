import type { Gap, SiteReport } from '../reports/site-list.ts';
import type { UsageSummary } from '../reports/usage-summary.ts';
import { instantText } from './terminal.ts';

/** A summary of usage for people: items first, then days and features under their item. */
export function usageLines({ items, usage }: UsageSummary): string[] {
  if (items.length === 0 && usage.length === 0) return ['Nothing came back yet.'];
  return [...itemLines(items), ...dayLines(usage)];
}

/** One site for people. */
export function siteLines(report: SiteReport): string[] {
  const { site, organizations, retiredAt, lastBundle, lastAcknowledgement, gaps, flags, thumbprint } = report;
  const last =
    lastBundle === null
      ? 'none'
      : `${lastBundle.seq} (epoch ${lastBundle.epoch}), made ${instantText(lastBundle.made)}`;
  const acknowledged =
    lastAcknowledgement === null ? 'none' : `up to ${lastAcknowledgement.seq} (epoch ${lastAcknowledgement.epoch})`;
  return [
    `${site}  ${organizations.map(({ id, licensee }) => `${licensee} (${id})`).join(', ')}`,
    `  key           ${thumbprint}`,
    `  last bundle   ${last}`,
    `  acknowledged  ${acknowledged}`,
    ...(gaps.length > 0 ? [`  missing       ${gaps.map(gapText).join(', ')}`] : []),
    ...(flags.length > 0 ? [`  noticed       ${flags.join(', ')}`] : []),
    ...(retiredAt === null ? [] : [`  retired       ${instantText(retiredAt)}`]),
  ];
}

function gapText({ epoch, from, to }: Gap): string {
  return `${from === to ? `bundle ${from}` : `bundles ${from} to ${to}`} (epoch ${epoch})`;
}

function itemLines(items: UsageSummary['items']): string[] {
  return items.map(
    ({ organization, item, product, metric, quota, used, registered, peak, start, end, state, site }) => {
      const figure = metric === 'usage' ? `used ${used}` : `registered ${registered}, peak ${peak}`;
      const term = `${instantText(start).slice(0, 10)} to ${instantText(end).slice(0, 10)}`;
      return `${organization}  ${item}  ${product}  ${metric}: ${figure} of ${quota}  ${term}  ${state}  at ${site}`;
    },
  );
}

function dayLines(usage: UsageSummary['usage']): string[] {
  const lines: string[] = [];
  let heading = '';
  for (const { organization, product, item, term, day, feature, devices, count } of usage) {
    const next = `${organization || 'unknown organization'}  ${item}  ${product}  term from ${instantText(term)}`;
    if (next !== heading) lines.push('', next);
    heading = next;
    lines.push(
      `  ${day}  ${feature.padEnd(20)}  ${String(count).padStart(12)}  ${devices === 1 ? '1 device' : `${devices} devices`}`,
    );
  }
  return lines;
}
