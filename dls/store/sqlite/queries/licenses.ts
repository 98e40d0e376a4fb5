import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type LicenseListArguments = {
  readonly vendor: string | null;
  readonly organization: string | null;
  readonly search: string | null;
};

export type ListedLicense = {
  readonly vendor: string;
  readonly jti: string;
  readonly digest: string;
  readonly organization: string;
  readonly licensee: string;
  readonly alias: string | null;
  readonly serial: number;
  readonly iat: number;
  readonly importedAt: number;
  readonly bound: boolean;
  readonly items: readonly string[];
};

type Raw = Omit<ListedLicense, 'items' | 'bound'> & {
  readonly items_json: string;
  readonly machines_json: string | null;
};

const conditions = {
  vendor: 'vendor = :vendor',
  organization: 'organization = :organization',
  search: searchIn('vendor', 'jti', 'organization', 'licensee', 'alias', 'items_json'),
};

export const licenses = defineStream<LicenseListArguments, Raw, ListedLicense>({
  rows: (args) => {
    const values = { ...args, search: searchPattern(args.search) };
    return {
      sql: `SELECT vendor, jti, digest, organization, licensee, alias, serial, iat, imported_at AS importedAt,
        items_json, machines_json FROM license ${whereGiven(conditions, values)}`,
      values,
    };
  },
  orders: {
    importedAt: ['importedAt', 'vendor', 'organization', 'serial', 'digest'],
    serial: ['vendor', 'organization', 'serial', 'digest'],
    licensee: ['licensee', 'vendor', 'organization', 'serial', 'digest'],
    iat: ['iat', 'vendor', 'digest'],
  },
  order: '-importedAt',
  complete: (rows) =>
    rows.map(({ items_json, machines_json, ...row }) => ({
      ...row,
      bound: machines_json !== null,
      items: JSON.parse(items_json) as readonly string[],
    })),
});
