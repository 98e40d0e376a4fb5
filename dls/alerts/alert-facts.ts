import type { Metric } from '../../licensing/item.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Code } from '../../protocol/codes.ts';

/** What an alert knows when it fires: enough to say it in any language. Instants are those of the site's own time. */
export type AlertFacts =
  | (ItemFacts & {
      readonly subject: 'quota';
      readonly used: number;
      readonly quota: number;
      /** Units beyond quota that the vendor tolerates. */
      readonly tolerance: number;
      readonly unit: string | null;
    })
  | (ItemFacts & {
      readonly subject: 'peak';
      readonly peak: number;
      readonly quota: number;
      /** Whether seats beyond quota are tolerated at all. */
      readonly budget: number;
    })
  | (ItemFacts & { readonly subject: 'overage'; readonly spent: number; readonly budget: number })
  | (VendorFacts & {
      readonly subject: 'failures';
      readonly handshake: string;
      readonly requests: number;
      readonly failed: number;
      /** The most frequent reason. */
      readonly reason: Code | null;
    })
  | (ItemFacts & {
      readonly subject: 'term';
      readonly end: EpochSeconds;
      readonly graceEnd: EpochSeconds;
      readonly now: EpochSeconds;
    })
  | (VendorFacts & { readonly subject: 'acknowledgement'; readonly made: EpochSeconds; readonly now: EpochSeconds })
  | (ItemFacts & {
      readonly subject: 'sync';
      readonly syncDays: number;
      readonly from: EpochSeconds;
      readonly now: EpochSeconds;
    })
  | { readonly subject: 'clock'; readonly cause: 'behind'; readonly minutes: number }
  | {
      readonly subject: 'clock';
      readonly cause: 'ahead';
      readonly system: EpochSeconds;
      readonly now: EpochSeconds;
    }
  | {
      readonly subject: 'ledger';
      readonly cause: 'broken';
      readonly at: EpochSeconds;
      readonly height: number;
      readonly reason: string;
    }
  | {
      readonly subject: 'ledger';
      readonly cause: 'rolled-back';
      readonly at: EpochSeconds;
      readonly height: number;
    }
  | (VendorFacts & {
      readonly subject: 'machine';
      readonly items: readonly string[];
      readonly since: EpochSeconds;
      readonly until: EpochSeconds;
    })
  | { readonly subject: 'backup-place'; readonly cause: 'none' }
  | { readonly subject: 'backup-place'; readonly cause: 'missing'; readonly at: EpochSeconds; readonly detail: string }
  | { readonly subject: 'backup'; readonly cause: 'failed'; readonly at: EpochSeconds; readonly detail: string }
  | {
      readonly subject: 'backup';
      readonly cause: 'old';
      /** Of the last good one; null: none was made. */
      readonly at: EpochSeconds | null;
      readonly hours: number;
      readonly maxAgeHours: number;
    }
  | {
      readonly subject: 'disk';
      readonly megabytes: number;
      readonly percent: number;
      readonly minimumMegabytes: number;
      readonly minimumPercent: number;
    };

export type FactsOf<Subject extends AlertFacts['subject']> = Extract<AlertFacts, { readonly subject: Subject }>;

export type VendorFacts = { readonly vendor: string; readonly vendorName: string };

export type ItemFacts = VendorFacts & {
  readonly item: string;
  /** As the license file calls it. */
  readonly name: string;
  readonly product: string;
  readonly metric: Metric;
};
