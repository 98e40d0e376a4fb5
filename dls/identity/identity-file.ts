import { createHash } from 'node:crypto';
import type { EpochSeconds } from '../../licensing/time.ts';
import { damaged, IdentityError } from './identity-error.ts';
import { isSealedSecret, openSecret, sealSecret } from './passphrase-seal.ts';

/** One Ed25519 key as it stands in `identity.json`; `d` and `x` are the private and public part (RFC 8037). */
export type KeyRecord = { readonly made: EpochSeconds; readonly x: string; readonly d: string };

/** What `identity.json` holds, all of it secret but the site UUID and the public parts. */
export type IdentityRecord = {
  readonly site: string;
  readonly made: EpochSeconds;
  readonly current: KeyRecord;
  readonly previous: readonly KeyRecord[];
  readonly leaseSecret: string;
};

const kind = { typ: 'causeway-identity', version: 1 } as const;

/** The text of `identity.json`: in clear with a digest that shows damage, or sealed by a passphrase. */
export async function encodeIdentityFile(record: IdentityRecord, passphrase: string | undefined): Promise<string> {
  const text = JSON.stringify(record);
  const body =
    passphrase === undefined
      ? { digest: digestOf(text), identity: record }
      : { site: record.site, sealed: await sealSecret(Buffer.from(text, 'utf8'), passphrase, contextOf(record.site)) };
  return `${JSON.stringify({ ...kind, ...body }, null, 2)}\n`;
}

/** Reads `identity.json`. Throws IdentityError when it is damaged, of a newer Causeway, or the passphrase is not right. */
export async function parseIdentityFile(
  text: string,
  passphrase: string | undefined,
): Promise<{ readonly record: IdentityRecord; readonly sealed: boolean }> {
  const file = parseObject(text);
  if (file.typ !== kind.typ) throw damaged();
  if (file.version !== kind.version) {
    throw new IdentityError(
      'internal_error',
      `This identity.json has version ${String(file.version)}; this Causeway reads version ${kind.version}. Install the newer Causeway that wrote it.`,
    );
  }
  if (file.sealed !== undefined) return { record: await unseal(file, passphrase), sealed: true };
  if (!isIdentityRecord(file.identity) || digestOf(JSON.stringify(file.identity)) !== file.digest) throw damaged();
  return { record: file.identity, sealed: false };
}

async function unseal(file: Record<string, unknown>, passphrase: string | undefined): Promise<IdentityRecord> {
  const { site, sealed } = file;
  if (typeof site !== 'string' || !isSealedSecret(sealed)) throw damaged();
  if (passphrase === undefined) {
    throw new IdentityError(
      'login_failed',
      'The identity of this site is sealed by a passphrase. Set CAUSEWAY_PASSPHRASE to it and start again.',
    );
  }
  const opened = await openSecret(sealed, passphrase, contextOf(site));
  if (opened === null) {
    throw new IdentityError(
      'login_failed',
      'The passphrase in CAUSEWAY_PASSPHRASE does not open the identity of this site. Check it; if it is right, the file is damaged and comes back with "causeway restore".',
    );
  }
  const record: unknown = parseObject(opened.toString('utf8'));
  if (!isIdentityRecord(record) || record.site !== site) throw damaged();
  return record;
}

function contextOf(site: string): string {
  return `${kind.typ}\n${kind.version}\n${site}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damaged(error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged();
  return value as Record<string, unknown>;
}

function isIdentityRecord(value: unknown): value is IdentityRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { site, made, current, previous, leaseSecret } = value as Record<string, unknown>;
  return (
    typeof site === 'string' &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(site) &&
    Number.isSafeInteger(made) &&
    isKeyRecord(current) &&
    Array.isArray(previous) &&
    previous.every(isKeyRecord) &&
    isKeyText(leaseSecret)
  );
}

function isKeyRecord(value: unknown): value is KeyRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { made, x, d } = value as Record<string, unknown>;
  return Number.isSafeInteger(made) && isKeyText(x) && isKeyText(d);
}

/** 32 bytes as canonical base64url. */
function isKeyText(value: unknown): value is string {
  return (
    typeof value === 'string' && Buffer.from(value, 'base64url').toString('base64url') === value && value.length === 43
  );
}
