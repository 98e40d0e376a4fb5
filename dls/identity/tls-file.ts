import { X509Certificate } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../atomic-file.ts';
import { asStorageError, errnoOf } from '../storage-error.ts';
import { type Certificate, spkiPin } from './certificate.ts';

/** What `tls/tls.json` holds; one file, so that certificates and keys change together. */
export type TlsRecord = {
  readonly authority: Certificate;
  /** The site's own server certificate and the names in it. */
  readonly current: Certificate & { readonly names: readonly string[] };
  /** The key of the certificate that will follow; its pin is published long before. */
  readonly nextKey: string;
  /** What the administrator installed: the server's certificate first, then those that lead to its authority. */
  readonly installed: Certificate | null;
};

/** The folder of certificates inside the data folder. */
export const TLS_FOLDER = 'tls';

/**
 * Reads the certificates of a data folder; `null` when there are none. A file that is damaged is put aside under the name
 * `tls.json.damaged` and counts as none: devices trust the site's statement and not its certificates, so new ones do no harm.
 */
export async function readTlsFile(folder: string): Promise<TlsRecord | null> {
  const path = pathOf(folder);
  try {
    const record: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isTlsRecord(record)) return record;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    if (errnoOf(error) !== '') throw asStorageError(error, path);
  }
  await rename(path, `${path}.damaged`).catch((error: unknown) => {
    throw asStorageError(error, path);
  });
  return null;
}

/** Stores the certificates of a data folder, readable for their owner only. */
export async function writeTlsFile(folder: string, record: TlsRecord): Promise<void> {
  await writeFileAtomic(pathOf(folder), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
}

function pathOf(folder: string): string {
  return join(folder, TLS_FOLDER, 'tls.json');
}

/** Each certificate must be whole and belong to its key. */
function isTlsRecord(value: unknown): value is TlsRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { authority, current, nextKey, installed } = value as Record<string, unknown>;
  if (!isCertificate(authority) || !isCertificate(current) || typeof nextKey !== 'string' || spkiPin(nextKey) === '')
    return false;
  const { names } = current as { names?: unknown };
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) return false;
  const issued = new X509Certificate(current.cert).verify(new X509Certificate(authority.cert).publicKey);
  return issued && (installed === null || isCertificate(installed));
}

function isCertificate(value: unknown): value is Certificate {
  if (typeof value !== 'object' || value === null) return false;
  const { cert, key } = value as Record<string, unknown>;
  return typeof cert === 'string' && typeof key === 'string' && spkiPin(cert) === spkiPin(key);
}
