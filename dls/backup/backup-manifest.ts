import { IDENTITY_FILE } from '../identity/site-identity.ts';
import { TLS_FOLDER } from '../identity/tls-file.ts';

/** The list of what is in a backup: the name of each entry and the path in the data folder that it is restored to. */
export type BackupManifest = { readonly version: 1; readonly files: readonly BackedUpFile[] };

export type BackedUpFile = { readonly entry: string; readonly path: string };

/** The entry that holds the list. */
export const MANIFEST_ENTRY = 'manifest.json';

/** Paths in the data folder that a backup holds, but for the bundles and the archive of the ledger. */
export const backedUpPaths = {
  database: 'causeway.db',
  identity: IDENTITY_FILE,
  tls: `${TLS_FOLDER}/tls.json`,
} as const;

/** Folders whose files are backed up one by one. */
export const backedUpFolders = ['bundles', 'ledger-archive'] as const;

/**
 * Reads the list of a backup that was opened. Whoever holds the public half of the recovery key can seal a backup, so its
 * paths are not believed: none leads anywhere but to the known places of a data folder. Null: it is not such a list.
 */
export function parseManifest(text: string): BackupManifest | null {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return null;
  const { version, files } = value as { readonly version?: unknown; readonly files?: unknown };
  if (version !== 1 || !Array.isArray(files) || !files.every(isBackedUpFile)) return null;
  const paths = new Set(files.map(({ path }) => path));
  const whole = paths.has(backedUpPaths.database) && paths.has(backedUpPaths.identity);
  return whole && paths.size === files.length ? { version, files } : null;
}

function isBackedUpFile(value: unknown): value is BackedUpFile {
  if (typeof value !== 'object' || value === null) return false;
  const { entry, path } = value as Record<string, unknown>;
  if (typeof entry !== 'string' || typeof path !== 'string' || !/^[a-z0-9-]{1,64}$/.test(entry)) return false;
  return (
    Object.values<string>(backedUpPaths).includes(path) ||
    /^(bundles|ledger-archive)\/[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/.test(path)
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
