import { parseSiteAnswer, type SiteAnswer } from '../protocol/device-answer.ts';
import { type SiteStatement, verifySiteStatement } from '../protocol/site-statement.ts';
import type { Settings } from './options.ts';
import type { Answer, Channel, Clock, Message, Peer, Transport } from './ports.ts';
import { findNewestDelegation, type TrustedDelegation } from './trust.ts';
import { PinMismatch, Unreachable } from './unreachable.ts';

/** A site whose statement verified down to a vendor key, and whose connection is the one that the statement names. */
export type TrustedSite = {
  readonly by: TrustedDelegation;
  readonly statement: SiteStatement;
  /** All delegations that the server answered, and the one that counts. */
  readonly delegations: readonly string[];
};

/** What a device knows when it judges a site. */
export type SiteFrame = {
  /** The configured or kept site; null: any that the vendor delegated to. */
  readonly site: string | null;
  /** Delegations it holds already; a newer one among them counts instead of those answered. */
  readonly delegations: readonly string[];
  /** `iat` of the last lease; null: none. */
  readonly lastLeaseAt: number | null;
};

/** One server of the list, trusted anew with each new set of pins. */
export type SiteLink = {
  readonly server: string;
  /** The site behind it; reads and verifies the statement where that is not done. @throws Unreachable or a network error */
  readonly trust: (frame: SiteFrame) => Promise<TrustedSite>;
  /** Sends to the site that `trust` accepted, over connections that match its pins. */
  readonly post: (path: string, body: string, frame: SiteFrame) => Promise<Answer>;
  /** Forgets the statement, so that it is read again before anything else is sent. */
  readonly distrust: () => void;
};

/** A statement is read again when half of its usual life is over. Milliseconds. */
const STATEMENT_AGE = 12 * 3_600_000;

export function siteLink(
  server: string,
  settings: Settings,
  ports: { readonly transport: Transport; readonly clock: Clock },
): SiteLink {
  const channel = ports.transport.open(new URL(server));
  let trusted: { readonly site: TrustedSite; readonly pins: ReadonlySet<string>; readonly at: number } | null = null;

  async function trust(frame: SiteFrame): Promise<TrustedSite> {
    if (trusted !== null && ports.clock.monotonic() - trusted.at < STATEMENT_AGE) return trusted.site;
    trusted = null;
    try {
      const site = await readSite(channel, server, settings, frame);
      trusted = { site, pins: new Set(site.statement.tls), at: ports.clock.monotonic() };
      return site;
    } catch (error) {
      channel.reset();
      throw error;
    }
  }

  async function send(message: Omit<Message, 'pins'>, frame: SiteFrame): Promise<Answer> {
    await trust(frame);
    const answer = await channel.send({ ...message, pins: trusted?.pins ?? new Set() });
    return answer;
  }

  function distrust(): void {
    trusted = null;
    channel.reset();
  }

  return {
    server,
    trust,
    post: async (path, body, frame) => {
      const message = { method: 'POST', path, body, limits: settings.limits } as const;
      try {
        return await send(message, frame);
      } catch (error) {
        if (!(error instanceof PinMismatch)) throw error;
        distrust();
        return await send(message, frame);
      }
    },
    distrust,
  };
}

async function readSite(channel: Channel, server: string, settings: Settings, frame: SiteFrame): Promise<TrustedSite> {
  const path = `/v1/site?vendor=${encodeURIComponent(settings.vendor)}`;
  const answer = await channel.send({ method: 'GET', path, body: null, pins: null, limits: settings.siteLimits });
  if (answer.status !== 200) throw new Unreachable(`It answered ${answer.status} when asked which site it is.`);
  const said = parseSiteAnswer(parseJson(answer.text));
  const by = await findSiteDelegation(said, settings, frame);
  const statement = await verifySiteStatement(said.statement, [by.siteKey]);
  if (statement.iss !== by.delegation.sub)
    throw new Unreachable('Its statement is of another site than its delegation.');
  if (frame.lastLeaseAt !== null && statement.exp <= frame.lastLeaseAt) {
    throw new Unreachable('Its statement was over before the last lease was made.');
  }
  if (!isNamed(answer.peer, statement, server)) throw new PinMismatch();
  return { by, statement, delegations: [...new Set([by.text, ...said.delegations])] };
}

/** Whether the connection is one that the statement names; the platform answers for loopback and, in a browser, for TLS. */
function isNamed(peer: Peer, { tls }: SiteStatement, server: string): boolean {
  if (peer.kind === 'spki') return tls.includes(peer.spki);
  return peer.kind === 'browser' || server.startsWith('http:');
}

async function findSiteDelegation(said: SiteAnswer, settings: Settings, frame: SiteFrame): Promise<TrustedDelegation> {
  const { vendor, vendorKeys } = settings;
  if (frame.site !== null && said.site !== frame.site)
    throw new Unreachable('It belongs to another site than the one this device keeps to.');
  const newest = await findNewestDelegation([...frame.delegations, ...said.delegations], vendor, vendorKeys, said.site);
  if (newest !== null) return newest;
  const none = said.delegations.length === 0;
  throw new Unreachable(
    none
      ? `Its site has no license file of ${vendor}.`
      : `None of its delegations is by a key of ${vendor} that this app trusts.`,
  );
}

/** @throws Unreachable */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreachable('Its answer is not JSON.', { cause: error });
  }
}
