import type { EpochSeconds } from '../../licensing/time.ts';
import { asRefusal, Refusal } from '../refusal.ts';
import { asDatabaseRefusal } from '../store/connection.ts';
import type { VendorFolder } from '../vendor/vendor-folder.ts';
import { readSealingKey } from '../vendor/vendor-keys.ts';
import { ForkRefusal, type Ingested, ingestBundle } from './ingest-bundle.ts';

/** What became of one file. */
export type FileOutcome =
  | (Ingested & { readonly file: string })
  | {
      readonly outcome: 'refused';
      readonly file: string;
      readonly refusal: Refusal;
      /** The site, where a fork was proven; otherwise nothing about the file is known for sure. */
      readonly site: string | null;
    };

/**
 * Ingests sync bundles of any sites in any order. A file that is refused holds up no other.
 * @param tell is called after each file
 * @throws Refusal when the vendor's keys cannot be opened
 */
export async function ingestFiles(
  folder: VendorFolder,
  files: readonly string[],
  now: EpochSeconds,
  tell: (outcome: FileOutcome) => void,
): Promise<FileOutcome[]> {
  const keys = await Promise.all(folder.sealing.map((key) => readSealingKey(folder, key)));
  const reader = { vendor: folder.vendor.id, store: folder.store, keys };
  const outcomes: FileOutcome[] = [];
  for (const file of files) {
    const outcome = await ingestFile(file, () => ingestBundle(file, reader, now));
    tell(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function ingestFile(file: string, ingest: () => Promise<Ingested>): Promise<FileOutcome> {
  try {
    return { ...(await ingest()), file };
  } catch (error) {
    const site = error instanceof ForkRefusal ? error.site : null;
    const refusal = asRefusal(asDatabaseRefusal(error, file), file);
    if (refusal instanceof Refusal) return { outcome: 'refused', file, refusal, site };
    throw error;
  }
}
