import { verifyCard } from '../protocol/card.ts';
import { type AcquireMessage, parseAcquire } from '../protocol/device-api.ts';
import { ProtocolError } from '../protocol/error.ts';
import { type PublicKey, parseSigningKey, type TrustedKey, trustedKey } from '../protocol/jwk.ts';
import { unwrapText } from '../protocol/token.ts';
import type { Limits, Ports, Store } from './ports.ts';
import { parseServer } from './server-address.ts';

export type Platform = 'windows' | 'macos' | 'linux' | 'android' | 'ios' | 'browser';

export type Deployment = 'desktop' | 'server' | 'mobile' | 'embedded' | 'browser';

/** How an app opens its license. */
export type LicenseOptions = {
  /** Base URLs of the site's servers in the order in which they are asked; `http` only to loopback. May be empty for a device that never connects. */
  readonly servers: readonly string[];
  /** Vendor id. */
  readonly vendor: string;
  /** The vendor's signing keys as JWK, or its card as text. Several, so that keys can be changed. */
  readonly vendorKeys: readonly (PublicKey | string)[];
  readonly product: string;
  /** Where the device keeps its state: a folder of this app's own (Node), a database name (browser), or a store. */
  readonly storage: string | Store;
  readonly organization?: string;
  /** Handshake code. */
  readonly handshake?: string;
  /** Session password of the handshake code. */
  readonly password?: string;
  /** Version of the app, dot-separated numbers. */
  readonly version?: string;
  /** What the app needs at least; empty or missing: whatever the license item has. */
  readonly features?: readonly string[];
  /** Instances that run on this device, for `concurrent-instance` items. */
  readonly instances?: number;
  /** Application identifier; in a browser the server takes the host name of the page instead. */
  readonly app?: string;
  /** Process name; by default that of the running program. */
  readonly process?: string;
  /** By default that of the running program. A page in a browser is answered as `browser` alone. */
  readonly platform?: Platform;
  readonly deployment?: Deployment;
  /** Name and version of the operating system. */
  readonly os?: string;
  /** Friendly name for the administrator's list of devices: 64 of letters, digits, `_ - .`. */
  readonly name?: string;
  /** UUID of the only site that is accepted; by default the first one is kept. */
  readonly site?: string;
  /** Window of `record` keys in seconds; default 3. */
  readonly deduplicateSeconds?: number;
  /** How long an exchange with a server may take; default 10 seconds. */
  readonly timeoutSeconds?: number;
  /** Largest answer that is read, in bytes; default 65 536, for the site statement with its delegations 16 times that. */
  readonly answerBytes?: number;
  /** Replaces the edges of the platform. */
  readonly ports?: Partial<Ports>;
};

/** Options that were checked. */
export type Settings = {
  readonly servers: readonly string[];
  readonly vendor: string;
  readonly vendorKeys: readonly TrustedKey[];
  readonly product: string;
  readonly site: string | null;
  /** Everything an acquire says that does not change while the app runs. */
  readonly request: Omit<AcquireMessage, 'device' | 'seq' | 'lease'>;
  readonly deduplicateSeconds: number;
  /** For all exchanges but the reading of the statement. */
  readonly limits: Limits;
  readonly siteLimits: Limits;
};

/** What the platform says of itself where the options say nothing. */
export type PlatformFacts = Pick<LicenseOptions, 'platform' | 'process' | 'os'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Stands in for the device key while the rest of a request is checked. */
const SOME_KEY = 'AAAAAAAAAAAAAAAAAAAAAA';

/**
 * Checks the options of an app.
 * @throws TypeError naming the option: it is a mistake in the app, and the same every time
 */
export async function parseOptions(options: LicenseOptions, facts: PlatformFacts): Promise<Settings> {
  const { answerBytes = 65_536, timeoutSeconds = 10, deduplicateSeconds = 3 } = options;
  if (options.site !== undefined && !UUID.test(options.site))
    throw new TypeError('site: this is not a UUID in lower case.');
  for (const [name, value] of Object.entries({ answerBytes, timeoutSeconds, deduplicateSeconds })) {
    if (!(Number.isFinite(value) && value >= 0)) throw new TypeError(`${name}: this is not a number of 0 or more.`);
  }
  const limits = { milliseconds: timeoutSeconds * 1_000, answerBytes };
  return {
    servers: options.servers.map(serverOption),
    vendor: options.vendor,
    vendorKeys: await keysOption(options),
    product: options.product,
    site: options.site ?? null,
    request: requestOf(options, facts),
    deduplicateSeconds,
    limits,
    siteLimits: { ...limits, answerBytes: answerBytes * 16 },
  };
}

function serverOption(text: string): string {
  const server = parseServer(text);
  if (server === null)
    throw new TypeError(`servers: ${text} is not an https address, nor http to this machine itself.`);
  return server;
}

async function keysOption({ vendorKeys, vendor }: LicenseOptions): Promise<readonly TrustedKey[]> {
  const keys: TrustedKey[] = [];
  for (const key of vendorKeys) keys.push(...(await trustedKeysIn(key, vendor)));
  if (keys.length === 0) throw new TypeError('vendorKeys: without a vendor key no lease can be verified.');
  return keys;
}

async function trustedKeysIn(key: PublicKey | string, vendor: string): Promise<readonly TrustedKey[]> {
  try {
    if (typeof key !== 'string') return [await trustedKey(parseSigningKey(key))];
    const { card, signing } = await verifyCard(unwrapText(key), null);
    if (card.iss === vendor) return signing;
    throw new TypeError(`vendorKeys: the card is of ${card.iss}, not of ${vendor}.`);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new TypeError(`vendorKeys: ${error.detail}`, { cause: error });
  }
}

function requestOf(options: LicenseOptions, facts: PlatformFacts): Settings['request'] {
  const { vendor, product, version, deployment, app, password, handshake, features, instances, name } = options;
  const { platform = facts.platform, process = facts.process, os = facts.os, organization: org } = options;
  const all = {
    device: SOME_KEY,
    vendor,
    product,
    version,
    platform,
    deployment,
    os,
    app,
    process,
    org,
    handshake,
    password,
    features,
    instances,
    name,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  try {
    const { device: _device, ...request } = parseAcquire(given);
    return request;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new TypeError(`${error.field ?? 'options'}: ${error.detail}`, { cause: error });
  }
}
