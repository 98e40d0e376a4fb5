import type { Threshold } from '../../licensing/alert-settings.ts';
import { DAY } from '../../licensing/time.ts';
import { CODES } from '../../protocol/codes.ts';
import type { AlertFacts, FactsOf, ItemFacts } from './alert-facts.ts';
import { count, date, day, percentOf, sentence } from './wording.ts';

/** How urgent it is: `critical` when something is refused, lost or wrong already. */
export type Severity = 'warning' | 'critical';

/** What an administrator reads. */
export type AlertText = {
  readonly severity: Severity;
  /** A few words, for a subject line or a notification. */
  readonly title: string;
  /** What it is about, the figure and the threshold. */
  readonly text: string;
  /** What to do about it. */
  readonly next: string;
};

/** The text of an alert in English. Another language is another such function: facts and threshold are all it needs. */
export function alertText(facts: AlertFacts, threshold: Threshold): AlertText {
  switch (facts.subject) {
    case 'quota':
      return quotaText(facts, threshold);
    case 'peak':
      return peakText(facts, threshold);
    case 'overage':
      return overageText(facts, threshold);
    case 'failures':
      return failuresText(facts, threshold);
    case 'term':
      return termText(facts, threshold);
    case 'acknowledgement':
      return acknowledgementText(facts, threshold);
    case 'sync':
      return syncText(facts, threshold);
    case 'clock':
      return clockText(facts);
    case 'ledger':
      return ledgerText(facts);
    case 'machine':
      return machineText(facts);
    case 'backup-place':
      return backupPlaceText(facts);
    case 'backup':
      return backupText(facts);
    case 'disk':
      return diskText(facts);
  }
}

const itemName = ({ name, item, vendorName }: ItemFacts): string => `${name} (${item}) of ${vendorName}`;
const setAt = (threshold: Threshold, unit = '%'): string => `The alert is set at ${threshold} ${unit}.`;
const full = (threshold: Threshold): boolean => threshold === 'limit' || Number(threshold) >= 100;

function quotaText(facts: FactsOf<'quota'>, threshold: Threshold): AlertText {
  const { used, quota, tolerance, metric, unit, vendorName } = facts;
  const units = metric === 'usage' ? `units${unit === null ? '' : ` (${unit})`}` : `${metric}s`;
  const percent = percentOf(used, quota);
  const figure = `${itemName(facts)} has used ${count(used)} of ${count(quota)} ${units}, ${percent} %.`;
  const limit = quota + tolerance;
  const isLimit = threshold === 'limit' || (full(threshold) && tolerance === 0);
  const refusal =
    metric === 'usage'
      ? `Every device is refused until quota is added.`
      : `New devices are refused; those that hold a seat go on. Reclaim seats that nobody needs.`;
  const buy = `Buy more quota from ${vendorName} and import the license file.`;
  return {
    severity: full(threshold) ? 'critical' : 'warning',
    title: `${facts.name}: ${percent} % of the quota used`,
    text:
      threshold === 'limit'
        ? `${figure} That is the limit: the quota and the ${count(tolerance)} that are tolerated beyond it.`
        : `${figure} ${setAt(threshold)}`,
    next: isLimit
      ? `${refusal} ${buy}`
      : full(threshold)
        ? `What is used now is overage, which ends at ${count(limit)}. ${buy}`
        : `${buy} Beyond ${count(limit)} ${metric === 'usage' ? 'every device is' : 'new devices are'} refused.`,
  };
}

function peakText(facts: FactsOf<'peak'>, threshold: Threshold): AlertText {
  const { peak, quota, budget, vendorName } = facts;
  const percent = percentOf(peak, quota);
  const beyond =
    budget === 0
      ? 'Nothing beyond the quota is granted, so further devices are refused.'
      : 'Seats beyond the quota spend the overage budget of the term; when it is spent, further devices are refused.';
  return {
    severity: full(threshold) ? 'critical' : 'warning',
    title: `${facts.name}: peak of the day at ${percent} % of the quota`,
    text: `${itemName(facts)} had ${count(peak)} of ${count(quota)} seats in use at once today, ${percent} %. ${setAt(threshold)}`,
    next: `${beyond} Look at the peaks under Usage, and buy more seats from ${vendorName} if they stay that high.`,
  };
}

function overageText(facts: FactsOf<'overage'>, threshold: Threshold): AlertText {
  const { spent, budget, vendorName } = facts;
  const percent = percentOf(spent, budget);
  const spentAll = full(threshold);
  return {
    severity: spentAll ? 'critical' : 'warning',
    title: `${facts.name}: ${percent} % of the overage budget spent`,
    text: `${itemName(facts)} has spent ${count(spent)} of ${count(budget)} seat-slots of the overage budget of this term, ${percent} %. ${setAt(threshold)}`,
    next: `${spentAll ? 'Nothing beyond the quota is granted until the next term.' : 'When it is spent, nothing beyond the quota is granted until the next term.'} Buy more seats from ${vendorName} and import the license file.`,
  };
}

function failuresText(facts: FactsOf<'failures'>, threshold: Threshold): AlertText {
  const { handshake, vendorName, requests, failed, reason } = facts;
  const percent = percentOf(failed, requests);
  const known = reason === null ? null : CODES[reason];
  return {
    severity: full(threshold) ? 'critical' : 'warning',
    title: `${handshake}: ${percent} % of the authorizations refused`,
    text: sentence(
      `Of ${count(requests)} authorizations through the handshake code ${handshake} of ${vendorName} within the last 60 minutes ${count(failed)} were refused, ${percent} %. ${setAt(threshold)}`,
      known === null ? '' : `Most were refused for this reason: ${known.meaning}`,
    ),
    next: sentence(known?.next ?? '', 'The page Denials lists which devices were refused and why.'),
  };
}

function termText(facts: FactsOf<'term'>, threshold: Threshold): AlertText {
  const { end, graceEnd, now, vendorName } = facts;
  const renew = `Ask ${vendorName} for a renewal and import the license file`;
  if (threshold === 'grace') {
    return {
      severity: 'critical',
      title: `${facts.name}: refused since its grace stage is over`,
      text: `The term of ${itemName(facts)} ended on ${date(end)}, and its grace stage on ${date(graceEnd)}. Devices are refused.`,
      next: `${renew}; devices work again at once.`,
    };
  }
  if (now >= end) {
    const inGrace = now < graceEnd;
    return {
      severity: 'critical',
      title: `${facts.name}: the term is over`,
      text: `The term of ${itemName(facts)} ended on ${date(end)}. ${inGrace ? `Its grace stage lasts until ${date(graceEnd)}.` : 'Devices are refused.'}`,
      next: inGrace ? `${renew} before the grace stage is over; then devices are refused.` : `${renew}.`,
    };
  }
  const left = day(Math.ceil((end - now) / DAY));
  return {
    severity: 'warning',
    title: `${facts.name}: ends in ${left}`,
    text: `The term of ${itemName(facts)} ends on ${date(end)}, in ${left}. ${setAt(threshold, `day${threshold === 1 ? '' : 's'} before the end`)}`,
    next: `${renew}; the running term is neither cut short nor begun anew by it.`,
  };
}

function acknowledgementText(facts: FactsOf<'acknowledgement'>, threshold: Threshold): AlertText {
  const { vendorName, made, now } = facts;
  const waited = day(Math.floor((now - made) / DAY));
  return {
    severity: 'warning',
    title: `${vendorName}: no acknowledgement for ${waited}`,
    text: `The sync bundle for ${vendorName} of ${date(made)} has not been acknowledged for ${waited}. ${setAt(threshold, 'days')}`,
    next: `Send it to ${vendorName}; under Across the gap it can be exported again. Then import the acknowledgement that comes back.`,
  };
}

function syncText(facts: FactsOf<'sync'>, threshold: Threshold): AlertText {
  const { syncDays, from, now, vendorName } = facts;
  const end = from + syncDays * DAY;
  const percent = percentOf(now - from, syncDays * DAY);
  return {
    severity: now >= end ? 'critical' : 'warning',
    title: `${facts.name}: an acknowledgement is due`,
    text: `${itemName(facts)} asks for an acknowledgement every ${day(syncDays)}; ${percent} % of that has passed since ${date(from)}. ${setAt(threshold)}`,
    next: `Export a sync bundle, send it to ${vendorName} and import the acknowledgement by ${date(end)}. After that the item goes into its grace stage, and then devices are refused.`,
  };
}

function clockText(facts: FactsOf<'clock'>): AlertText {
  if (facts.cause === 'behind') {
    return {
      severity: 'critical',
      title: 'The system clock is behind',
      text: `The system clock is ${count(facts.minutes)} minutes behind the records of this site and is not trusted. The server goes on by its own count of time.`,
      next: 'Set the system clock of the server right.',
    };
  }
  return {
    severity: 'critical',
    title: 'The system clock jumped forward',
    text: `The system clock jumped forward to ${date(facts.system)} and is not trusted. The server goes on from ${date(facts.now)}; nothing lapses by the jump.`,
    next: 'If the system clock is right, confirm it in the console or with "causeway confirm-clock"; if not, set it right.',
  };
}

function ledgerText(facts: FactsOf<'ledger'>): AlertText {
  if (facts.cause === 'broken') {
    return {
      severity: 'critical',
      title: 'The records of this site are damaged',
      text: `The verification of ${date(facts.at)} found that the ledger or the database is not whole, at height ${count(facts.height)}: ${facts.reason}`,
      next: 'Keep a copy of the data folder, check the disk, and restore the last good backup with "causeway restore".',
    };
  }
  return {
    severity: 'critical',
    title: 'The database was put back to an older state',
    text: `On ${date(facts.at)} it was proven that the database had been put back to an older state (ledger height ${count(facts.height)}). A new epoch has begun, and the next sync bundles tell the vendors.`,
    next: 'Find out what put the data folder back, such as a snapshot of the machine or a copied file, and stop it. Restore with "causeway restore" alone.',
  };
}

function machineText(facts: FactsOf<'machine'>): AlertText {
  const { vendorName, items, since, until } = facts;
  return {
    severity: 'critical',
    title: `${vendorName}: the license file is for another machine`,
    text: `Since ${date(since)} this machine is not the one that the license file of ${vendorName} is for (${items.join(', ')}). Until ${date(until)} there is full service within the quota, without overage; then devices are refused.`,
    next: `Export a new activation request, send it to ${vendorName} and import the license file that comes back.`,
  };
}

function backupPlaceText(facts: FactsOf<'backup-place'>): AlertText {
  if (facts.cause === 'none') {
    return {
      severity: 'warning',
      title: 'Backups are on one disk only',
      text: 'No place of the backups is on another disk than the data folder: when that disk fails, the backups are gone with it.',
      next: 'Set a second place for backups in the settings, on another disk or a share.',
    };
  }
  return {
    severity: 'warning',
    title: 'The last backup did not reach every place',
    text: `The backup of ${date(facts.at)} was made, but could not be copied to every place. ${facts.detail}`,
    next: 'Make the place reachable, or choose another one in the settings.',
  };
}

function backupText(facts: FactsOf<'backup'>): AlertText {
  const look = 'Make a backup now, and look at the schedule and the places in the settings.';
  if (facts.cause === 'failed') {
    const text = sentence(`The backup of ${date(facts.at)} failed.`, facts.detail);
    return { severity: 'critical', title: 'The last backup failed', text, next: look };
  }
  const { at, hours, maxAgeHours } = facts;
  const found =
    at === null
      ? `No backup was made in the ${count(hours)} hours since set-up.`
      : `The last good backup is of ${date(at)}, ${count(hours)} hours ago.`;
  const title = at === null ? 'There is no backup' : `The last backup is ${count(hours)} hours old`;
  return { severity: 'critical', title, text: `${found} ${setAt(maxAgeHours, 'hours')}`, next: look };
}

function diskText({ megabytes, percent, minimumMegabytes, minimumPercent }: FactsOf<'disk'>): AlertText {
  return {
    severity: 'critical',
    title: 'The disk is nearly full',
    text: `${count(megabytes)} MiB, ${percent} %, are free on the disk of the data folder. The alert is set at ${count(minimumMegabytes)} MiB and at ${minimumPercent} %.`,
    next: 'Make room on that disk. When it is full, new devices and usage reports are refused until there is room again.',
  };
}
