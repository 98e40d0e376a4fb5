import { type Problem, parseProblem } from '../protocol/device-answer.ts';
import { ProtocolError } from '../protocol/error.ts';
import type { DeviceTime } from './device-time.ts';
import type { DeviceMemory } from './memory.ts';
import type { Settings } from './options.ts';
import type { Answer } from './ports.ts';
import { parseJson, type SiteFrame } from './site-link.ts';
import type { VerifiedLease } from './trust.ts';
import { Unreachable } from './unreachable.ts';

/** What every exchange with a server starts from. */
export type Exchange = {
  readonly settings: Settings;
  /** UUID of this device. */
  readonly device: () => string;
  readonly machine: MachineHashes;
  readonly time: DeviceTime;
  readonly memory: () => DeviceMemory;
  /** The last lease, whether it is in force or not; null: none. */
  readonly held: () => VerifiedLease | null;
  /** What the app asks for now. */
  readonly wish: () => Wish;
};

/** What an app can ask for anew while it runs. */
export type Wish = { readonly features: readonly string[]; readonly instances: number | null };

/** The machine identifiers as this vendor sees them; null: there is none. */
export type MachineHashes = { readonly machine: string | null; readonly productId: string | null };

/** What a device knows when it judges a site. */
export function siteFrame({ settings, memory }: Exchange): SiteFrame {
  const { site, delegations, lastLeaseAt } = memory();
  return { site: settings.site ?? site, delegations, lastLeaseAt };
}

/** The problem in an answer that is no success. @throws Unreachable when it is none that a DLS tells */
export function problemOf(answer: Answer): Problem {
  try {
    return parseProblem(parseJson(answer.text));
  } catch (error) {
    if (!(error instanceof ProtocolError) && !(error instanceof Unreachable)) throw error;
    throw new Unreachable(`It answered ${answer.status} without a reason that can be read.`, { cause: error });
  }
}

/** A problem that decides nothing: as good as no answer, but worth telling. */
export function undecided(problem: Problem): Unreachable {
  const { code, detail, retryAfter = 0 } = problem;
  return new Unreachable(`It answered ${code}: ${detail}`, { retryAfter });
}
