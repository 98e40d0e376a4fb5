import Database from 'better-sqlite3';

/** Named values of a statement. */
export type Values = Readonly<Record<string, string | number | null>>;

/** The read-only connection as queries see it; statements are prepared once. */
export type ReadConnection = {
  get<Row>(sql: string, values?: Values): Row | undefined;
  all<Row>(sql: string, values?: Values): readonly Row[];
};

export type ReadOnly = ReadConnection & {
  /** Everything that `read` reads is of the same commit. */
  snapshot<T>(read: () => T): T;
  close(): void;
};

/** So many statements stay prepared; lists make one for each combination of filters. */
const maxPrepared = 256;

/** Opens a connection that can only read, beside the one that writes. */
export function openReadConnection(file: string): ReadOnly {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.pragma('query_only = ON');
  db.pragma('cache_size = -16384');
  db.pragma('temp_store = MEMORY');
  db.pragma('trusted_schema = OFF');
  const prepared = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= maxPrepared) prepared.clear();
    const statement = db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    get: <Row>(sql: string, values: Values = {}) => prepare(sql).get(values) as Row | undefined,
    all: <Row>(sql: string, values: Values = {}) => prepare(sql).all(values) as Row[],
    snapshot: <T>(read: () => T) => db.transaction(read).deferred(),
    close: () => void db.close(),
  };
}
