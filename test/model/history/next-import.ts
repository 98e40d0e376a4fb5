import type { FileItem, FileTrial, History, LicenseFile } from '../rules/facts.ts';
import { DAY } from '../rules/facts.ts';
import { filesOf, termsInFiles } from '../rules/terms.ts';
import type { Action } from './action.ts';
import { type Design, defined, itemId, organizationOf, organizations, vendors } from './catalogue.ts';
import type { ImportStep } from './step.ts';

const lengths = [400 * DAY, 400 * DAY, 40 * DAY, DAY, 500];

/** The file with which a history begins: everything that a vendor sells to an organization. */
export function firstImport(
  history: History,
  catalogue: readonly (readonly Design[])[],
  { vendor, organization }: { readonly vendor: number; readonly organization: number },
): Action {
  const designs = catalogue[vendor]!.map((design, place) => ({ design, place }));
  const items = designs
    .filter(({ place }) => organizationOf(place) === organizations[organization])
    .map(({ design, place }) => firstTerm(design, place, history.now));
  const file = emptyFile(history, vendors[vendor]!, organizations[organization]!);
  return { kind: 'import', file: { ...file, items, trials: organization === 0 ? [trial(3)] : [] } };
}

export function nextImport(history: History, catalogue: readonly (readonly Design[])[], step: ImportStep): Action {
  const vendor = vendors[step.vendor]!;
  const organization = organizations[step.organization]!;
  const places = step.items.map((item) => (step.organization === 0 ? item : 4 + (item % 2)));
  const items = [...new Set(places)].map((place) =>
    nextTerm(history, { vendor, place, design: catalogue[step.vendor]![place]!, step }),
  );
  const own = filesOf(history.facts, vendor).filter((file) => file.organization === organization);
  const highest = Math.max(10, ...own.map((file) => file.serial));
  const file: LicenseFile = {
    ...emptyFile(history, vendor, organization),
    serial: highest + step.serial,
    iat: history.now - step.late,
    items,
    trials: step.withTrial && step.serial > 0 && step.organization === 0 ? [trial(step.quota + 1)] : [],
    locked: step.locked.map(nameOf),
    revoked: step.revoked.map(nameOf),
    lockSite: step.lockSite,
    isForThisMachine: step.isForThisMachine,
  };
  const codes = history.codes.filter((code) => code.vendor === vendor && code.organization === organization);
  const chosen = codes[step.chosen]?.code;
  return { kind: 'import', file, ...(chosen === undefined || step.chosen === 0 ? {} : { chosen: [chosen] }) };
}

/** The fifth name is that of the trial. */
const nameOf = (place: number): string => (place === 4 ? trial(1).id : itemId(place));

const trial = (quota: number): FileTrial => ({ id: 'tr-1', product: 'reader', quota, features: ['qr', '1d'] });

const emptyFile = ({ facts, now }: History, vendor: string, organization: string): LicenseFile => ({
  ...{ vendor, organization, name: `file-${facts.length}`, serial: 10, iat: now },
  ...{ items: [], trials: [], revoked: [], locked: [], lockSite: false, isForThisMachine: true },
});

function firstTerm({ start, length, ...design }: Design, place: number, now: number): FileItem {
  return { ...design, id: itemId(place), start: now + start, end: now + start + length };
}

type Next = {
  readonly vendor: string;
  readonly place: number;
  readonly design: Design;
  readonly step: ImportStep;
};

function nextTerm({ facts, now }: History, { vendor, place, design, step }: Next): FileItem {
  const quota = step.quota === 0 ? design.quota : step.quota;
  const length = lengths[step.length] ?? DAY;
  const known = termsInFiles(facts, vendor, itemId(place)).at(-1);
  const first = { ...firstTerm(design, place, now), quota };
  if (!known) return first;
  const changed = defined({ ...known, quota });
  switch (step.term) {
    case 'again':
      return { ...changed, end: step.length === 0 ? known.end : Math.max(now, known.start) + length };
    case 'next':
      return { ...changed, start: known.end, end: known.end + length };
    case 'between':
      return { ...changed, start: now + 100, end: now + 100 + length };
    case 'long ago':
      return { ...changed, start: now - 1000, end: now - 1000 + length };
  }
}
