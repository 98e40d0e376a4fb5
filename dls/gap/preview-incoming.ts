import { CODES, type Code, isCode } from '../../protocol/codes.ts';
import type { FileKind } from '../../protocol/file.ts';
import { type IncomingFile, inTurn, isInwards } from './incoming-file.ts';

/** What the site says of a file that it imports, or would import. */
export type ToldOfFile = {
  readonly summary: string;
  readonly alreadyImported: boolean;
  readonly changes: readonly { readonly text: string }[];
};

/** What would become of a file. */
export type Prospect<Told extends ToldOfFile = ToldOfFile> = { readonly file: IncomingFile } & (
  | { readonly outcome: 'new'; readonly told: Told }
  /** The very same was imported before. */
  | { readonly outcome: 'already'; readonly told: Told }
  /** It can be judged once those before it are imported: they bring its vendor, keys or licenses. */
  | { readonly outcome: 'later' }
  /** It is for another site, or goes another way, and is left alone; the sentence says where it belongs. */
  | { readonly outcome: 'elsewhere'; readonly why: string }
  | { readonly outcome: 'refused'; readonly code: Code; readonly error: unknown }
);

export type PreviewOptions<Told extends ToldOfFile> = {
  /** UUID of this site. */
  readonly site: string;
  /** Imports a file as a preview: nothing changes. Throws an error with a `code` of the registry when it is refused. */
  readonly preview: (file: IncomingFile) => Promise<Told>;
};

/** What would become of files that came in together, in the order in which they are to be imported. Nothing changes. */
export async function previewIncoming<Told extends ToldOfFile>(
  files: readonly IncomingFile[],
  { site, preview }: PreviewOptions<Told>,
): Promise<readonly Prospect<Told>[]> {
  const prospects: Prospect<Told>[] = [];
  const bringing = new Set<string>();
  for (const file of inTurn(files)) {
    const prospect = await prospectOf(file, { site, preview, bringing });
    if (prospect.outcome === 'new' && file.vendor !== null) bringing.add(file.vendor);
    prospects.push(prospect);
  }
  return prospects;
}

type Judging<Told extends ToldOfFile> = PreviewOptions<Told> & {
  /** Vendors of whom something before it is new. */
  readonly bringing: ReadonlySet<string>;
};

async function prospectOf<Told extends ToldOfFile>(
  file: IncomingFile,
  { site, preview, bringing }: Judging<Told>,
): Promise<Prospect<Told>> {
  if (file.site !== null && file.site !== site) return { file, outcome: 'elsewhere', why: `for the site ${file.site}` };
  if (file.kind !== null && !isInwards(file)) return { file, outcome: 'elsewhere', why: otherWays[file.kind] ?? '' };
  try {
    const told = await preview(file);
    return { file, outcome: told.alreadyImported ? 'already' : 'new', told };
  } catch (error) {
    const { code, field } = (error ?? {}) as { readonly code?: unknown; readonly field?: unknown };
    if (typeof code !== 'string' || !isCode(code) || isOfSite(code)) throw error;
    const waits = file.vendor !== null && bringing.has(file.vendor) && settledBefore(file.kind).includes(code);
    if (waits) return { file, outcome: 'later' };
    if (isOfOtherSite(file.kind, code, field))
      return { file, outcome: 'elsewhere', why: 'of a device of another site' };
    return { file, outcome: 'refused', code, error };
  }
}

/** The site itself is in the way, not the file. */
const isOfSite = (code: Code): boolean => (CODES[code].status ?? 0) >= 500 || code === 'role_forbidden';

const otherWays: Readonly<Partial<Record<FileKind, string>>> = {
  'sync-bundle': 'a sync bundle, which goes to the vendor',
  'activation-request': 'an activation request, which goes to the vendor',
  'device-lease': 'a lease, which goes to its device',
};

/** Refusals that files before it may settle. */
function settledBefore(kind: FileKind | null): readonly Code[] {
  if (kind !== 'device-request') return ['vendor_unknown', 'signature_invalid'];
  return [
    ...(['organization_unknown', 'handshake_unknown', 'product_not_licensed', 'feature_not_licensed'] as const),
    ...(['license_not_yet_valid', 'license_expired', 'license_locked', 'sync_overdue', 'quota_exhausted'] as const),
  ];
}

/** Device files name no site. One of a vendor, organization or lease that is not here belongs to another. */
function isOfOtherSite(kind: FileKind | null, code: Code, field: unknown): boolean {
  if (kind === 'device-request') return code === 'organization_unknown' || code === 'handshake_unknown';
  return kind === 'device-return' && code === 'return_invalid' && field === 'lease';
}
