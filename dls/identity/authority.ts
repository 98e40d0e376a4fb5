import { constants } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, type EpochSeconds, type Seconds } from '../../licensing/time.ts';
import { asStorageError } from '../storage-error.ts';
import { type Certificate, createTlsKey, LEAF_LIFE, spkiPin, validityOf } from './certificate.ts';
import { chooseInstalled } from './installed-certificate.ts';
import { readTlsFile, TLS_FOLDER, type TlsRecord, writeTlsFile } from './tls-file.ts';

/** The TLS side of the site: what its listeners present, and what devices are told to expect. */
export type Authority = {
  /** What the listeners present: the site's own server certificate, or the one that the administrator installed. */
  readonly served: Certificate;
  /** SPKI pins for the site statement (`tls`): of the served certificate first, then of the one that may follow it. */
  readonly pins: readonly string[];
  /** The certificate of the site authority, PEM, as `GET /v1/ca.crt` gives it out. */
  readonly caPem: string;
  /** The end of the served certificate; one that the administrator installed is not renewed by itself. */
  readonly expires: EpochSeconds;
  readonly installed: boolean;
  /** What opening changed on disk, for the log: the pins stay the same with `reissued`. */
  readonly change: 'created' | 'renewed' | 'reissued' | null;
};

/** Of what site, when, and under which names and addresses it is reached, see `listLocalNames`. */
export type AuthorityInput = { readonly site: string; readonly now: EpochSeconds; readonly names: readonly string[] };

/**
 * Opens the site authority and its server certificate in `tls/` of the data folder, and makes what is missing or due: a
 * certificate within 30 days of its end is followed by one with the key whose pin was published as next; when names or
 * addresses changed, it is issued anew for the same key. To be called at start and once a day. Throws StorageError.
 */
export async function openAuthority(folder: string, input: AuthorityInput): Promise<Authority> {
  const stored = await readTlsFile(folder);
  const { record, change } =
    stored === null ? { record: await create(input), change: 'created' as const } : await refresh(stored, input);
  if (change !== null) await store(folder, record);
  return authorityOf(record, change);
}

/**
 * Makes the listeners present a certificate of the administrator's choice: PEM, the certificates in any order, the key
 * not encrypted. Throws IdentityError `request_malformed` when it cannot serve.
 */
export async function installCertificate(
  folder: string,
  input: AuthorityInput,
  given: Certificate,
): Promise<Authority> {
  const installed = chooseInstalled(given, input.now);
  return change(folder, input, { installed });
}

/** Goes back to the site's own server certificate. */
export function removeInstalledCertificate(folder: string, input: AuthorityInput): Promise<Authority> {
  return change(folder, input, { installed: null });
}

/**
 * The TLS options of a listener, for `https.createServer` and `setSecureContext`: TLS 1.2 and 1.3. No session tickets:
 * a resumed connection carries no certificate, so a device could not check its pin, and asks for none.
 */
export function tlsOptionsOf({ served }: Authority): {
  readonly cert: string;
  readonly key: string;
  readonly minVersion: 'TLSv1.2';
  readonly secureOptions: number;
} {
  return { cert: served.cert, key: served.key, minVersion: 'TLSv1.2', secureOptions: NO_TICKET };
}

/** BoringSSL may not have the option; Node keeps no session of its own there either. */
const NO_TICKET = constants.SSL_OP_NO_TICKET ?? 0;

/** How long before its end a certificate is followed by the next. */
const RENEW_BEFORE: Seconds = 30 * DAY;

async function change(folder: string, input: AuthorityInput, part: Partial<TlsRecord>): Promise<Authority> {
  await openAuthority(folder, input);
  const stored = await readTlsFile(folder);
  const record = { ...(stored ?? (await create(input))), ...part };
  await store(folder, record);
  return authorityOf(record, null);
}

async function create(input: AuthorityInput): Promise<TlsRecord> {
  const { issueAuthority } = await issuing();
  const authority = await issueAuthority({ key: createTlsKey(), name: authorityName(input.site), now: input.now });
  const current = await issue(authority, createTlsKey(), input);
  return { authority, current, nextKey: createTlsKey(), installed: null };
}

async function refresh(
  record: TlsRecord,
  input: AuthorityInput,
): Promise<{ readonly record: TlsRecord; readonly change: 'renewed' | 'reissued' | null }> {
  const authority = await refreshAuthority(record.authority, input);
  const { current, nextKey } = record;
  if (isDue(current.cert, input.now, RENEW_BEFORE)) {
    const renewed = { ...record, authority, current: await issue(authority, nextKey, input), nextKey: createTlsKey() };
    return { record: renewed, change: 'renewed' };
  }
  const covered = input.names.every((name) => current.names.includes(name));
  if (covered && authority === record.authority && !isAhead(current.cert, input.now)) return { record, change: null };
  return { record: { ...record, authority, current: await issue(authority, current.key, input) }, change: 'reissued' };
}

/** The authority's certificate is made again for the same key, so that browsers which trust it need nothing new. */
async function refreshAuthority(authority: Certificate, { site, now }: AuthorityInput): Promise<Certificate> {
  if (!isDue(authority.cert, now, LEAF_LIFE + RENEW_BEFORE) && !isAhead(authority.cert, now)) return authority;
  const { issueAuthority } = await issuing();
  return issueAuthority({ key: authority.key, name: authorityName(site), now });
}

async function issue(
  authority: Certificate,
  key: string,
  { site, now, names }: AuthorityInput,
): Promise<TlsRecord['current']> {
  const { issueLeaf } = await issuing();
  return { ...(await issueLeaf({ key, name: `Causeway ${site.slice(0, 8)}`, names, authority, now })), names };
}

/** Loaded only when a certificate is made, which is rare: the library takes 20 MB. */
function issuing(): Promise<typeof import('./issue-certificate.ts')> {
  return import('./issue-certificate.ts');
}

function authorityName(site: string): string {
  return `Causeway site authority ${site.slice(0, 8)}`;
}

function isDue(cert: string, now: EpochSeconds, before: Seconds): boolean {
  return validityOf(cert).until - now <= before;
}

/** Whether a certificate was made while the clock was ahead, so that it does not hold yet. */
function isAhead(cert: string, now: EpochSeconds): boolean {
  return validityOf(cert).from > now;
}

async function store(folder: string, record: TlsRecord): Promise<void> {
  await mkdir(join(folder, TLS_FOLDER), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asStorageError(error, join(folder, TLS_FOLDER));
  });
  await writeTlsFile(folder, record);
}

function authorityOf(record: TlsRecord, change: Authority['change']): Authority {
  const { authority, current, nextKey, installed } = record;
  const served = installed ?? { cert: current.cert, key: current.key };
  return {
    served,
    pins:
      installed === null ? [spkiPin(current.cert), spkiPin(nextKey)] : [spkiPin(installed.cert), spkiPin(current.cert)],
    caPem: authority.cert,
    expires: validityOf(served.cert).until,
    installed: installed !== null,
    change,
  };
}
