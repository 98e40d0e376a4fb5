import { type AttachChoice, type Attachment, attachItems } from './attach.ts';
import type { VendorConfiguration } from './configuration.ts';
import type { Item, LockStatement, PublicTrial, Term } from './item.ts';
import type { ItemClaims, LicenseClaims, MachineClaim } from './license-claims.ts';
import { matchesMachine, mismatchSince } from './machine-match.ts';
import { type StatementChange, siteLockAfter, statementChanges, statementOn } from './statement.ts';
import { termOf, trialOf } from './term-of.ts';
import type { EpochSeconds } from './time.ts';

/** A license file, and what is known when it is imported. */
export type ImportInput = {
  readonly license: LicenseClaims;
  /** Null: the vendor's first file. Counters of its items were brought to `now`, by the terms they have so far. */
  readonly vendor: VendorConfiguration | null;
  /** The highest serial imported of this vendor and organization; null: none. */
  readonly highestSerial: number | null;
  /** The very same file was imported before. */
  readonly alreadyImported: boolean;
  readonly site: {
    readonly uuid: string;
    /** Thumbprint of the site signing key that a license file must be bound to: the present one. */
    readonly thumbprint: string;
    readonly machine: readonly MachineClaim[];
  };
  /** What the importer says about codes; null: nothing. */
  readonly attachTo: AttachChoice | null;
  readonly now: EpochSeconds;
};

/** What a file does to one item. `unchanged`: the file says what is known. */
export type ItemChange = {
  readonly change: 'new' | 'term added' | 'term changed' | 'unchanged';
  readonly item: Item;
  readonly term: Term;
};

/** What the store has to change for a license file. */
export type ImportChanges = {
  readonly outcome: 'imported';
  readonly highestSerial: number;
  /** The items of the file as they are from now on. */
  readonly items: readonly ItemChange[];
  /** The name of the default code that the organization gets with its first file; null: it has one. */
  readonly createdCode: string | null;
  readonly attachments: readonly Attachment[];
  /** Trials that are new or changed. */
  readonly trials: readonly PublicTrial[];
  /** Statements on the ids of this file and on any others it names. */
  readonly statements: readonly StatementChange[];
  readonly siteLock: LockStatement | null;
};

/** Why nothing of a license file is imported. */
export type ImportRefusal = {
  readonly outcome: 'refused';
  readonly code:
    | 'license_wrong_site'
    | 'license_superseded'
    | 'license_malformed'
    | 'handshake_unknown'
    | 'handshake_foreign';
  /** The path that is wrong in the file. */
  readonly field: string | null;
};

/**
 * Imports a verified license file (rules.md section 1): bound to this site, not superseded, true to what is known of its
 * items. Not checked here: signature and shape, `needs`, card and delegations. Terms are not judged.
 */
export function decideImport(
  input: ImportInput,
): ImportChanges | ImportRefusal | { readonly outcome: 'already imported' } {
  const { license, vendor, highestSerial } = input;
  if (input.alreadyImported) return { outcome: 'already imported' };
  const refusal = findRefusal(input);
  if (refusal !== null) return refusal;
  const attached = attachItems(license, vendor, input.attachTo);
  if (attached.outcome === 'refused') return attached;
  const { iat } = license;
  const unlocked = [...license.items, ...license.trials].map(({ id }) => id);
  const statements = statementChanges(vendor, { ...license, unlocked });
  const said = new Map(statements.map(({ id, statement }) => [id, statement]));
  const withStatement = <T extends Item | PublicTrial>(subject: T): T => ({
    ...subject,
    ...(said.get(subject.id) ?? statementOn(vendor, subject.id)),
  });
  return {
    outcome: 'imported',
    highestSerial: Math.max(license.serial, highestSerial ?? license.serial),
    items: license.items.map((claims) => {
      const change = itemChange(input, claims);
      return { ...change, item: withStatement(change.item) };
    }),
    createdCode: attached.createdCode,
    attachments: attached.attachments,
    trials: trialChanges(input).map(withStatement),
    statements,
    siteLock: siteLockAfter(vendor?.lock ?? null, license.lockSite ? { locked: true, iat } : null),
  };
}

/** Site, serial, and what a file may not change about an id that is known. */
function findRefusal({ license, vendor, highestSerial, site }: ImportInput): ImportRefusal | null {
  if (license.aud !== site.uuid) return refused('license_wrong_site', 'aud');
  if (license.cnf.jkt !== site.thumbprint) return refused('license_wrong_site', 'cnf.jkt');
  const known = license.items.some(({ id }) => vendor?.items.has(id));
  if (highestSerial !== null && license.serial <= highestSerial && known)
    return refused('license_superseded', 'serial');
  const field = findContradiction(license, vendor);
  return field === null ? null : refused('license_malformed', field);
}

/** A known id keeps its organization, product and metric, and stays an item or a trial. */
function findContradiction(license: LicenseClaims, vendor: VendorConfiguration | null): string | null {
  const trials = new Map([...(vendor?.trials ?? []), ...license.trials].map(({ id, product }) => [id, product]));
  for (const [index, { id, product, metric }] of license.items.entries()) {
    const known = vendor?.items.get(id);
    if (trials.has(id)) return `items[${index}].id`;
    if (known === undefined) continue;
    if (known.organization !== license.sub) return 'sub';
    if (known.product !== product) return `items[${index}].product`;
    if (known.metric !== metric) return `items[${index}].metric`;
  }
  for (const [index, { id, product }] of license.trials.entries()) {
    if (vendor?.items.has(id)) return `trials[${index}].id`;
    if (vendor?.trials.some((known) => known.id === id && known.product !== product)) return `trials[${index}].product`;
  }
  return null;
}

function itemChange({ license, vendor, site, now }: ImportInput, claims: ItemClaims): ItemChange {
  const term = termOf(claims);
  const known = vendor?.items.get(claims.id);
  const matches = matchesMachine(license.machines, site.machine);
  const before = known?.terms.find(({ start }) => start === term.start);
  const others = known?.terms.filter(({ start }) => start !== term.start) ?? [];
  const item: Item = {
    vendor: license.iss,
    id: claims.id,
    organization: license.sub,
    product: claims.product,
    metric: claims.metric,
    trial: claims.trial ?? false,
    importedAt: known?.importedAt ?? now,
    terms: [...others, term].sort((a, b) => a.start - b.start),
    revoked: false,
    lock: null,
    mismatchSince: mismatchSince(matches, known?.mismatchSince ?? null, now),
    reservations: known?.reservations ?? [],
  };
  if (known === undefined) return { change: 'new', item, term };
  if (before === undefined) return { change: 'term added', item, term };
  const same = JSON.stringify(before) === JSON.stringify(term) && item.trial === known.trial;
  return { change: same ? 'unchanged' : 'term changed', item, term };
}

/** An old file adds trials, but does not change them back. */
function trialChanges({ license, vendor, highestSerial }: ImportInput): readonly PublicTrial[] {
  const newest = highestSerial === null || license.serial > highestSerial;
  return license.trials.flatMap((claims) => {
    const known = vendor?.trials.find(({ id }) => id === claims.id);
    if (known !== undefined && !newest) return [];
    return [trialOf(license.iss, claims, known?.start ?? license.iat)];
  });
}

function refused(code: ImportRefusal['code'], field: string): ImportRefusal {
  return { outcome: 'refused', code, field };
}
