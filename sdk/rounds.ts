import { type AcquireOutcome, acquireFrom } from './acquire.ts';
import type { DeviceState } from './device-state.ts';
import { type Exchange, siteFrame } from './exchange.ts';
import type { Ports } from './ports.ts';
import { RECORD_BYTES, reportTo } from './report.ts';
import { serverList } from './server-address.ts';
import { type SiteLink, siteLink } from './site-link.ts';
import type { VerifiedLease } from './trust.ts';
import { Unreachable, unreachable } from './unreachable.ts';
import type { UsageRecord } from './usage-book.ts';

/** Talks to the servers of the list in order, until one gives an answer that counts. */
export type Rounds = {
  /** @throws Unreachable when none did */
  readonly acquire: () => Promise<AcquireOutcome>;
  /** Sends all usage that is not acknowledged. @throws Unreachable when some of it still is not, or what the store throws */
  readonly report: () => Promise<void>;
  /** Gives the seat of a lease up. @throws Unreachable */
  readonly release: (lease: VerifiedLease) => Promise<void>;
  readonly hasServers: () => boolean;
  /** Closes all connections, so that the next message begins with the site statement. */
  readonly disconnect: () => void;
  /** The same for good: what is under way fails. */
  readonly close: () => void;
};

export type RoundsContext = {
  readonly exchange: Exchange;
  readonly state: DeviceState;
  readonly ports: Ports;
  /** Takes an outcome in. */
  readonly settle: (outcome: AcquireOutcome) => void;
  /** Told of each usage record that a server will never take. */
  readonly refused: (record: UsageRecord, field: string) => void;
};

export function rounds(context: RoundsContext): Rounds {
  const { exchange, state, ports, settle } = context;
  const links = new Map<string, SiteLink>();
  let closed = false;

  function servers(): readonly string[] {
    return serverList(exchange.settings.servers, state.memory().servers);
  }

  function linkTo(server: string): SiteLink {
    const link = links.get(server) ?? siteLink(server, exchange.settings, ports);
    links.set(server, link);
    return link;
  }

  async function eachServer<Answer>(ask: (link: SiteLink) => Promise<Answer>): Promise<Answer> {
    const failures: Unreachable[] = [];
    for (const server of servers()) {
      if (closed) break;
      try {
        return await ask(linkTo(server));
      } catch (error) {
        failures.push(unreachable(server, error));
      }
    }
    const retryAfter = Math.min(...failures.map((failure) => failure.retryAfter));
    throw new Unreachable(failures.map(({ message }) => message).join(' · ') || 'No server is configured.', {
      retryAfter,
    });
  }

  function reportThrough(link: SiteLink): Promise<void> {
    const introduce = async (): Promise<void> => settle(await acquireFrom(link, exchange, true));
    return reportTo(link, { exchange, state, introduce, refused: context.refused });
  }

  async function releaseThrough(link: SiteLink, { lease }: VerifiedLease): Promise<void> {
    const body = JSON.stringify({ device: state.memory().deviceKey });
    const { status } = await link.post(`/v1/leases/${lease.jti}/release`, body, siteFrame(exchange));
    if (status !== 204) throw new Unreachable(`It answered ${status} to a release.`);
  }

  function disconnect(): void {
    for (const link of links.values()) link.distrust();
  }

  return {
    acquire: () => eachServer((link) => acquireFrom(link, exchange)),
    report: async () => {
      // What could not be sent before goes first; until then nothing more is numbered, so that long absences make few reports.
      if (state.book().pending().length > 0) await eachServer(reportThrough);
      const numbered = state.book().numberOpen(RECORD_BYTES);
      if (numbered === null) return;
      await state.change(numbered);
      await eachServer(reportThrough);
    },
    release: (lease) => eachServer((link) => releaseThrough(link, lease)),
    hasServers: () => servers().length > 0,
    disconnect,
    close: () => {
      closed = true;
      disconnect();
    },
  };
}
