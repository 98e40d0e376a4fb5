import type { ImportChanges } from '../../licensing/import.ts';
import type { Metric } from '../../licensing/item.ts';
import { counted, type ImportChange, type ImportResult, listed, told } from '../gap/import-result.ts';
import type { VerifiedLicense } from '../gap/license-file.ts';
import type { Snapshot } from '../site/snapshot.ts';

export type LicenseResult = ImportResult & {
  readonly kind: 'license';
  readonly organization: string;
  readonly licensee: string;
  readonly serial: number;
  readonly items: readonly ImportedItem[];
  /** Codes that the items of the file hang on. */
  readonly codes: readonly string[];
};

export type ImportedItem = {
  readonly id: string;
  readonly product: string;
  readonly name: string;
  readonly metric: Metric;
  readonly quota: number;
  readonly start: number;
  readonly end: number;
  readonly change: (typeof ITEM_CHANGES)[number];
};

/** What a license file changes about an item. */
export const ITEM_CHANGES = Object.freeze(['new', 'term-added', 'term-changed', 'unchanged'] as const);

const changeNames = {
  new: 'new',
  'term added': 'term-added',
  'term changed': 'term-changed',
  unchanged: 'unchanged',
} as const;

/** What the file changed about items and trials. */
export function tellItems({ items, trials }: ImportChanges): readonly ImportChange[] {
  const changes = items.flatMap(({ change, item, term }) => {
    const what = `${term.name} (${item.id})`;
    const until = `until ${new Date(term.end * 1_000).toISOString().slice(0, 10)}`;
    if (change === 'new') {
      const state = item.revoked
        ? ', voided by the vendor'
        : item.lock?.locked === true
          ? ', locked by the vendor'
          : '';
      return [told('item-new', item.id, `New: ${what}, quota ${term.quota}, ${until}${state}.`)];
    }
    if (change === 'term added')
      return [told('term-added', item.id, `Renewed: ${what}, quota ${term.quota}, ${until}.`)];
    if (change === 'term changed')
      return [told('term-changed', item.id, `Changed: ${what}, quota ${term.quota}, ${until}.`)];
    return [];
  });
  const offered = trials.map(({ id, product, days, quota }) =>
    told(
      'trial',
      id,
      `A public trial of ${product} for ${counted(days, 'day')} on up to ${counted(quota, 'device')} (${id}).`,
    ),
  );
  return [...changes, ...offered];
}

function itemsOf(
  { license }: VerifiedLicense,
  changeOf: (id: string) => ImportedItem['change'],
): readonly ImportedItem[] {
  return license.items.map(({ id, product, name = id, metric, quota, start, end }) => {
    return { id, product, name, metric, quota, start, end, change: changeOf(id) };
  });
}

/** Codes that the items of the file hang on, those included that they join with it. */
function codesOf(
  { license }: VerifiedLicense,
  { configuration }: Snapshot,
  joined: ImportChanges['attachments'] = [],
): readonly string[] {
  const known = [...(configuration.vendors.get(license.iss)?.codes.values() ?? [])];
  const ids = new Set(license.items.map(({ id }) => id));
  const before = known.filter(({ items }) => items.some((id) => ids.has(id))).map(({ code }) => code);
  return [...new Set([...before, ...joined.map(({ code }) => code)])].sort();
}

/** By the card in the file when it is new here, else by the one that is known. */
function vendorNameOf({ license, card }: VerifiedLicense, { vendors }: Snapshot): string {
  return card?.card.name ?? vendors.get(license.iss)?.name ?? license.iss;
}

/** The answer to a file that was imported before. */
export function alreadyImported(verified: VerifiedLicense, snapshot: Snapshot): LicenseResult {
  const { iss: vendor, sub: organization, licensee, serial } = verified.license;
  return {
    kind: 'license',
    already: true,
    summary: `The license file ${serial} of organization ${organization} is already imported; nothing changed.`,
    ...{ vendor, vendorName: vendorNameOf(verified, snapshot), organization, licensee, serial },
    items: itemsOf(verified, () => 'unchanged'),
    codes: codesOf(verified, snapshot),
    changes: [],
  };
}

type Imported = {
  readonly decided: ImportChanges;
  readonly changes: readonly ImportChange[];
  readonly before: Snapshot;
};

/** The answer to a file that was imported now. */
export function importedResult(verified: VerifiedLicense, { decided, changes, before }: Imported): LicenseResult {
  const { iss: vendor, sub: organization, licensee, serial } = verified.license;
  const named = new Map(decided.items.map(({ item, change }) => [item.id, changeNames[change]]));
  const codes = codesOf(verified, before, decided.attachments);
  const where = codes.length === 0 ? 'on no handshake code' : `on ${listed(codes)}`;
  return {
    kind: 'license',
    already: false,
    summary: `License file ${serial} of ${vendor} for ${licensee} (organization ${organization}): ${counted(decided.items.length, 'item')} ${where}.`,
    ...{ vendor, vendorName: vendorNameOf(verified, before), organization, licensee, serial },
    items: itemsOf(verified, (id) => named.get(id) ?? 'unchanged'),
    codes,
    changes,
  };
}
