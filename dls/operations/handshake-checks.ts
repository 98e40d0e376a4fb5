import { parseAddressRange } from '../../licensing/address.ts';
import type { AccessRules } from '../../licensing/configuration.ts';
import { refusesNewCodes } from '../../licensing/machine-match.ts';
import { FRIENDLY_NAME_CHARACTERS } from '../../protocol/device-api.ts';
import { Refusal } from '../http/problem.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { HandshakeRow } from '../store/configuration-tables.ts';
import type { HandshakeChange } from './handshakes.ts';

/** The organization of a code `<organizationId>-<name>`: organization ids contain no `-` (rules.md section 2). */
export function organizationOf(code: string): string {
  return code.slice(0, code.indexOf('-'));
}

/** Only an organization that a license file names can have codes. @throws Refusal `request_malformed` */
export function checkOrganization(snapshot: Snapshot, { vendor, organization }: HandshakeRow): void {
  const items = snapshot.configuration.vendors.get(vendor)?.items.values() ?? [];
  for (const item of items) if (item.organization === organization) return;
  throw new Refusal('request_malformed', {
    field: 'code',
    detail: `No license file names the organization ${organization}. A code begins with an organization id and "-".`,
  });
}

/** On a machine that its license does not match an organization gets no new codes (rules.md section 1). @throws Refusal */
export function checkNewCode(snapshot: Snapshot, { vendor, organization }: HandshakeRow): void {
  const known = snapshot.configuration.vendors.get(vendor);
  if (known === undefined || !refusesNewCodes(known, organization)) return;
  throw new Refusal('machine_mismatch', {
    detail:
      'The license files of this organization are for another machine, so it gets no new codes. Send a new activation request to the vendor and import what comes back, or use a code that exists.',
  });
}

/**
 * Items that are attached are of the code's vendor and organization; public trials have no code.
 * @param before what is attached already.
 * @throws Refusal `request_malformed` with the path of the item
 */
export function checkAttachable(snapshot: Snapshot, row: HandshakeRow, before: readonly string[]): void {
  const known = snapshot.configuration.vendors.get(row.vendor)?.items;
  for (const [index, id] of row.items.entries()) {
    if (before.includes(id) || known?.get(id)?.organization === row.organization) continue;
    throw new Refusal('request_malformed', {
      field: `items[${index}]`,
      detail: `There is no license item ${id} of organization ${row.organization}. Choose one of its items.`,
    });
  }
}

/** An organization has exactly one default: it passes on, it is not put down. @throws Refusal `request_conflict` */
export function checkDefault(row: HandshakeRow, change: HandshakeChange): void {
  if (!row.isDefault || change.isDefault !== false) return;
  throw new Refusal('request_conflict', {
    field: 'default',
    detail: `${row.code} is the default code of organization ${row.organization}. Make another code the default instead.`,
  });
}

const uuidOrName = new RegExp(`^[*${FRIENDLY_NAME_CHARACTERS}]{1,64}$`, 'u');

/** Each entry is a device UUID, an address or CIDR range, or a friendly name with `*`. @throws Refusal */
export function checkAccessRules(access: AccessRules): void {
  for (const list of ['allow', 'deny'] as const) {
    for (const [index, entry] of access[list].entries()) {
      if (uuidOrName.test(entry) || parseAddressRange(entry.toLowerCase()) !== null) continue;
      throw new Refusal('request_malformed', {
        field: `access.${list}[${index}]`,
        detail: 'An access rule is a device UUID, a friendly name with *, an address or a range like 10.0.0.0/8.',
      });
    }
  }
}
