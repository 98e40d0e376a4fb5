import type { Acknowledgement, Code, LicenseFile, Report, Request, Reservation, SeatName } from '../rules/facts.ts';
import type { ItemCounts, Model } from '../rules/model.ts';

/** One thing that happens to a site, with every detail. */
export type Action =
  | { readonly kind: 'pass time'; readonly to: number }
  | { readonly kind: 'import'; readonly file: LicenseFile; readonly chosen?: readonly string[] }
  | { readonly kind: 'acknowledge'; readonly acknowledgement: Acknowledgement }
  | { readonly kind: 'add code'; readonly vendor: string; readonly organization: string; readonly code: string }
  | { readonly kind: 'change code'; readonly vendor: string; readonly code: string; readonly change: CodeChange }
  | {
      readonly kind: 'reserve';
      readonly vendor: string;
      readonly item: string;
      readonly reservations: readonly Reservation[];
    }
  | { readonly kind: 'block'; readonly device: string; readonly isBlocked: boolean }
  | { readonly kind: 'acquire'; readonly request: Request }
  | { readonly kind: 'release'; readonly lease: number; readonly device: string }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'give back'; readonly lease: number; readonly device: string; readonly isKeyRight: boolean }
  | { readonly kind: 'reclaim'; readonly seat: SeatName }
  | { readonly kind: 'pause new seats'; readonly isPaused: boolean }
  | { readonly kind: 'restore' };

export type CodeChange = Partial<
  Pick<Code, 'items' | 'isOrdered' | 'passwords' | 'domains' | 'applications' | 'processes' | 'allow' | 'deny'>
>;

/** What is answered; nothing when the action has no answer. */
export type Answer =
  | {
      readonly status: 200 | 201;
      readonly item: string;
      readonly state: string;
      readonly exp: number;
      readonly until: number;
      readonly count: number;
      readonly renew: number;
      readonly features: readonly string[];
    }
  | { readonly code: string; readonly field?: string; readonly expect?: number }
  | { readonly accepted: number; readonly duplicate: boolean }
  | { readonly done: string };

/** A site to which things happen: the rules as they are built, in memory or behind HTTP. Leases are numbered from 0. */
export type Subject = {
  act(action: Action): Answer | Promise<Answer>;
  counts(): readonly ItemCounts[] | Promise<readonly ItemCounts[]>;
};

/** Lets an action happen to the model. */
export function actOnModel(model: Model, action: Action): Answer {
  switch (action.kind) {
    case 'pass time':
      model.passTime(action.to);
      return { done: action.kind };
    case 'import': {
      const outcome = model.importFile(action.file, action.chosen);
      return outcome === 'license_superseded' ? { code: outcome } : { done: outcome };
    }
    case 'acknowledge':
      model.acknowledge(action.acknowledgement);
      return { done: action.kind };
    case 'add code':
      return model.addCode(action.vendor, action.organization, action.code) === 'added'
        ? { done: action.kind }
        : { code: 'machine_mismatch' };
    case 'change code':
      model.changeCode(action.vendor, action.code, action.change);
      return { done: action.kind };
    case 'reserve':
      model.reserve(action.vendor, action.item, action.reservations);
      return { done: action.kind };
    case 'block':
      model.block(action.device, action.isBlocked);
      return { done: action.kind };
    case 'acquire':
      return acquireOnModel(model, action);
    case 'release': {
      const outcome = model.release(action.lease, action.device);
      return outcome === 'done' ? { done: 'release' } : { code: outcome };
    }
    case 'report': {
      const { kind, ...outcome } = model.report(action.report);
      return outcome as Answer;
    }
    case 'give back': {
      const outcome = model.giveBack(action.lease, action.isKeyRight);
      return outcome === 'return_invalid' ? { code: outcome } : { done: outcome };
    }
    case 'reclaim': {
      const outcome = model.reclaim(action.seat);
      return outcome === 'reclaim_exhausted' ? { code: outcome } : { done: outcome };
    }
    case 'pause new seats':
      model.pauseNewSeats(action.isPaused);
      return { done: action.kind };
    case 'restore':
      model.restore();
      return { done: action.kind };
  }
}

function acquireOnModel(model: Model, { request }: Action & { kind: 'acquire' }): Answer {
  const outcome = model.acquire(request);
  if ('denial' in outcome) return { code: outcome.denial };
  const { status, state, until, renew, grant } = outcome;
  const { item, exp, instances: count, features } = grant;
  return { status, item, state, exp, until, count, renew, features };
}
