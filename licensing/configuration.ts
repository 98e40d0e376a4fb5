import type { Item, LockStatement, PublicTrial } from './item.ts';
import type { EpochSeconds, Seconds } from './time.ts';

/** Local rules on a code: UUIDs, friendly names with `*`, addresses or CIDR ranges. Deny wins. */
export type AccessRules = { readonly allow: readonly string[]; readonly deny: readonly string[] };

/** A handshake code: the name through which devices reach a set of items of one organization. */
export type HandshakeCode = {
  readonly vendor: string;
  readonly code: string;
  readonly organization: string;
  readonly isDefault: boolean;
  /** Item ids, in the order they were attached or, when `ordered`, in the administrator's order. */
  readonly items: readonly string[];
  /** Whether `items` is an order the administrator made, which then goes before the rule's own. */
  readonly ordered: boolean;
  readonly protected: boolean;
  readonly domains: readonly string[];
  readonly applications: readonly string[];
  readonly processes: readonly string[];
  readonly access: AccessRules;
};

/** Revocation and lock of one item or trial id, in whatever order the files that say so arrived. */
export type Statement = { readonly revoked: boolean; readonly lock: LockStatement | null };

/** Everything the site knows of one vendor that the hot path reads; nothing of another vendor is reachable from it. */
export type VendorConfiguration = {
  readonly vendor: string;
  /** The latest `lockSite` of this vendor; null: none so far. */
  readonly lock: LockStatement | null;
  /** What was said of ids of items and trials that no file has brought yet (rules.md section 1). */
  readonly statements: ReadonlyMap<string, Statement>;
  /** Added to the DLS's time to judge this vendor's terms (rules.md section 8, `time` in an acknowledgement). */
  readonly termOffset: Seconds;
  /** When the vendor last acknowledged a bundle, or first gave a license; the start of every `syncDays`. */
  readonly acknowledgedAt: EpochSeconds;
  readonly items: ReadonlyMap<string, Item>;
  readonly codes: ReadonlyMap<string, HandshakeCode>;
  /** Organization id to its default code. */
  readonly organizations: ReadonlyMap<string, HandshakeCode>;
  readonly trials: readonly PublicTrial[];
};

/** The immutable snapshot of items, codes and rules, replaced as a whole after the commit that changed it. */
export type Configuration = { readonly vendors: ReadonlyMap<string, VendorConfiguration> };
