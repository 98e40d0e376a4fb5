import type { EpochSeconds, Seconds } from '../../licensing/time.ts';
import type { ClockState } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { Totals } from '../store/sqlite/queries/totals.ts';
import { type HealthLine, siteHealth } from './site-health.ts';

/** The first answer of a console: is everything all right, and until when. */
export type SiteStatus = {
  readonly site: string;
  readonly thumbprint: string;
  readonly version: string;
  readonly role: 'main';
  readonly epoch: number;
  readonly setUp: boolean;
  /** The administrator paused new seats. */
  readonly newSeatsPaused: boolean;
  readonly now: EpochSeconds;
  readonly uptime: Seconds;
  /** The worst of the health lines. */
  readonly state: HealthLine['state'];
  readonly health: readonly HealthLine[];
  readonly clock: ClockState;
  readonly network: Deps['network']['current'];
  readonly totals: Totals & { readonly items: number };
};

export async function siteStatus(deps: Deps): Promise<SiteStatus> {
  const clock = deps.clock.state();
  const totals = await deps.reader.query('totals', { now: clock.now });
  const health = await siteHealth(deps);
  const { site, current } = deps.identity.current;
  return {
    site,
    thumbprint: current.thumbprint,
    version: deps.version,
    role: 'main',
    epoch: deps.epoch.current.epoch,
    setUp: deps.access.current.isSetUp,
    newSeatsPaused: deps.settings.current.devices.newSeatsPaused,
    now: clock.now,
    uptime: Math.floor(process.uptime()),
    state: worstOf(health),
    health,
    clock,
    network: deps.network.current,
    totals: { ...totals, items: deps.snapshot.current.items.size },
  };
}

function worstOf(health: readonly HealthLine[]): HealthLine['state'] {
  if (health.some(({ state }) => state === 'critical')) return 'critical';
  return health.some(({ state }) => state === 'warning') ? 'warning' : 'ok';
}
