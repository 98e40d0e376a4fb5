import type { AccessRules } from '../../licensing/configuration.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { HandshakeRow } from '../store/configuration-tables.ts';

/** A handshake code as consoles see it. */
export type ShownHandshake = {
  readonly vendor: string;
  readonly code: string;
  readonly organization: string;
  readonly default: boolean;
  /** Item ids in order. */
  readonly items: readonly string[];
  /** Whether the order is the administrator's, which then goes before the rule's own. */
  readonly ordered: boolean;
  readonly note: string;
  /** Whether devices must present a session password. */
  readonly password: boolean;
  /** Until when the password before the current one opens too; null: none does. */
  readonly oldPasswordUntil: EpochSeconds | null;
  readonly domains: readonly string[];
  readonly applications: readonly string[];
  readonly processes: readonly string[];
  readonly access: AccessRules;
  readonly createdAt: EpochSeconds;
};

export function shownHandshake(row: Omit<HandshakeRow, 'no' | 'oldPasswordHash'>): ShownHandshake {
  const { vendor, code, organization, items, ordered, note, domains, applications, processes, access } = row;
  return {
    vendor,
    code,
    organization,
    default: row.isDefault,
    items,
    ordered,
    note,
    password: row.passwordHash !== null,
    oldPasswordUntil: row.oldPasswordUntil,
    domains,
    applications,
    processes,
    access,
    createdAt: row.createdAt,
  };
}
