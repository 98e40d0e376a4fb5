import type { EpochSeconds } from '../../licensing/time.ts';
import type { Connection } from './connection.ts';

/** A license file as it was handed out. */
export type LicenseRecord = {
  readonly jti: string;
  readonly site: string;
  readonly organization: string;
  readonly licensee: string;
  readonly serial: number;
  readonly issuedAt: EpochSeconds;
  readonly token: string;
};

/** One item of a license file, as far as the delegation must cover it. */
export type IssuedItem = {
  readonly organization: string;
  readonly item: string;
  readonly product: string;
  readonly features: readonly string[];
  readonly start: EpochSeconds;
  readonly end: EpochSeconds;
  /** End of the term plus its grace stage. */
  readonly until: EpochSeconds;
};

/** One public trial of a license file. */
export type IssuedTrial = {
  readonly organization: string;
  readonly trial: string;
  readonly product: string;
  readonly features: readonly string[];
};

/** Everything a license file adds to the vendor's records. */
export type IssuedLicense = {
  readonly license: LicenseRecord;
  readonly items: readonly IssuedItem[];
  readonly trials: readonly IssuedTrial[];
};

/** License files, what was in them, and what was revoked. */
export function licenseTable(db: Connection) {
  const insertLicense = db.prepare('INSERT INTO license VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertItem = db.prepare('INSERT INTO issued_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertTrial = db.prepare('INSERT INTO issued_trial VALUES (?, ?, ?, ?, ?, ?, ?)');
  const lastSerial = db
    .prepare<[string, string], number | null>('SELECT max(serial) FROM license WHERE site = ? AND organization = ?')
    .pluck();
  const listBySite = db.prepare<[string], LicenseRecord>(
    'SELECT jti, site, organization, licensee, serial, issued_at AS issuedAt, token FROM license WHERE site = ? ORDER BY issued_at',
  );
  const listItems = db.prepare<[string], ItemRow>(
    'SELECT organization, item, product, features, start, end, until FROM issued_item AS issued WHERE site = ? AND NOT EXISTS (SELECT 1 FROM revocation WHERE revocation.site = issued.site AND revocation.item = issued.item)',
  );
  const listTrials = db.prepare<[string], TrialRow>(
    'SELECT organization, trial, product, features FROM issued_trial AS issued WHERE site = ? AND NOT EXISTS (SELECT 1 FROM revocation WHERE revocation.site = issued.site AND revocation.item = issued.trial)',
  );
  const idUsed = db
    .prepare<[string, string], number>(
      'SELECT EXISTS (SELECT 1 FROM issued_item WHERE item = ?) OR EXISTS (SELECT 1 FROM issued_trial WHERE trial = ?)',
    )
    .pluck();
  const issuedToSite = db
    .prepare<[string, string], number>('SELECT EXISTS (SELECT 1 FROM issued_item WHERE site = ? AND item = ?)')
    .pluck();
  const insertRevocation = db.prepare('INSERT INTO revocation VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const isRevoked = db
    .prepare<[string, string], number>('SELECT EXISTS (SELECT 1 FROM revocation WHERE site = ? AND item = ?)')
    .pluck();

  return {
    insert: ({ license, items, trials }: IssuedLicense): void => {
      const { jti, site, organization, licensee, serial, issuedAt, token } = license;
      insertLicense.run(jti, site, organization, licensee, serial, issuedAt, token);
      for (const [place, { item, product, features, start, end, until }] of items.entries()) {
        insertItem.run(jti, place, site, organization, item, product, JSON.stringify(features), start, end, until);
      }
      for (const [place, { trial, product, features }] of trials.entries()) {
        insertTrial.run(jti, place, site, organization, trial, product, JSON.stringify(features));
      }
    },
    /** 0 when nothing was issued to this organization at this site. */
    lastSerial: (site: string, organization: string): number => lastSerial.get(site, organization) ?? 0,
    listBySite: (site: string): LicenseRecord[] => listBySite.all(site),
    /** All that was ever issued to the site and not revoked, of every license file. */
    listItems: (site: string): IssuedItem[] => listItems.all(site).map(withFeatures),
    listTrials: (site: string): IssuedTrial[] => listTrials.all(site).map(withFeatures),
    /** Whether an item or trial of this id was ever issued to any site. */
    idUsed: (id: string): boolean => idUsed.get(id, id) === 1,
    issuedToSite: (site: string, item: string): boolean => issuedToSite.get(site, item) === 1,
    insertRevocation: (site: string, item: string, now: EpochSeconds): void => {
      insertRevocation.run(site, item, now);
    },
    isRevoked: (site: string, item: string): boolean => isRevoked.get(site, item) === 1,
  };
}

type ItemRow = Omit<IssuedItem, 'features'> & { readonly features: string };
type TrialRow = Omit<IssuedTrial, 'features'> & { readonly features: string };

function withFeatures<Row extends { readonly features: string }>(row: Row) {
  return { ...row, features: JSON.parse(row.features) as readonly string[] };
}
