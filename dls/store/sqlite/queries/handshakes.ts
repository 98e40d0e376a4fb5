import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type HandshakeListArguments = {
  readonly vendor: string | null;
  readonly organization: string | null;
  readonly item: string | null;
  readonly search: string | null;
};

/** A handshake code as a list finds it, with what its devices were answered since `minute`. */
export type ListedHandshake = {
  readonly no: number;
  readonly vendor: string;
  readonly code: string;
  readonly note: string;
  readonly createdAt: number;
};

const conditions = {
  vendor: 'vendor = :vendor',
  organization: 'organization = :organization',
  item: `EXISTS (SELECT 1 FROM handshake_item JOIN item ON item.no = handshake_item.item_no
    WHERE handshake_item.handshake_no = handshake.no AND item.id = :item)`,
  search: searchIn('vendor', 'code', 'note'),
};

export const handshakes = defineStream<HandshakeListArguments, ListedHandshake, ListedHandshake>({
  rows: (args) => {
    const values = { ...args, search: searchPattern(args.search) };
    return {
      sql: `SELECT no, vendor, code, organization, note, created_at AS createdAt FROM handshake
        ${whereGiven(conditions, values)}`,
      values,
    };
  },
  orders: {
    code: ['vendor', 'code'],
    organization: ['organization', 'vendor', 'code'],
    createdAt: ['createdAt', 'no'],
  },
  order: 'code',
  complete: (rows) => rows.map(({ no, vendor, code, note, createdAt }) => ({ no, vendor, code, note, createdAt })),
});
