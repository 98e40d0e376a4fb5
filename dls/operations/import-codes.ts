import type { AttachChoice } from '../../licensing/attach.ts';
import type { HandshakeCode, VendorConfiguration } from '../../licensing/configuration.ts';
import type { ImportChanges } from '../../licensing/import.ts';
import { refusesNewCodes } from '../../licensing/machine-match.ts';
import type { License } from '../../protocol/license.ts';
import { type ImportChange, listed, told } from '../gap/import-result.ts';
import { Refusal } from '../http/problem.ts';
import type { HandshakeRow } from '../store/configuration-tables.ts';
import type { Tx } from '../store/tx.ts';

/** What the importer said about codes. */
export type CodeChoice = {
  /** A code that the items join, made when it does not exist; `none`: no code; left out: what the rules say. */
  readonly handshake?: string | undefined;
  /** They join the default code (too). */
  readonly default?: boolean | undefined;
};

/** The choice as the rules understand it, with a code that has to be made first as if it were there. */
export type ChosenCodes = {
  readonly attachTo: AttachChoice | null;
  readonly vendor: VendorConfiguration | null;
  /** The code to make; null: it exists, or none was named. */
  readonly created: string | null;
};

/** @throws Refusal `request_malformed`, `handshake_foreign`, `handshake_unknown`, `machine_mismatch` */
export function chooseCodes(license: License, vendor: VendorConfiguration | null, choice: CodeChoice): ChosenCodes {
  const { handshake, default: byDefault = false } = choice;
  if (handshake === 'none') {
    if (!byDefault) return { attachTo: 'none', vendor, created: null };
    throw new Refusal('request_malformed', {
      field: 'handshake',
      detail: 'The items can join no code or the default code, not both. Leave one of the two out.',
    });
  }
  if (handshake === undefined || handshake === '') {
    return { attachTo: byDefault ? { codes: [], default: true } : null, vendor, created: null };
  }
  const attachTo = { codes: [handshake], default: byDefault };
  if (vendor?.codes.has(handshake)) return { attachTo, vendor, created: null };
  checkNewCode(license, vendor, handshake);
  // The default code of an organization comes by itself.
  if (handshake === `${license.sub}-default`) return { attachTo, vendor, created: null };
  const known = vendor ?? emptyVendor(license.iss);
  const codes = new Map([...known.codes, [handshake, newCode(license, handshake)]]);
  return { attachTo, vendor: { ...known, codes }, created: handshake };
}

function checkNewCode(license: License, vendor: VendorConfiguration | null, code: string): void {
  const end = code.indexOf('-');
  const organization = end === -1 ? code : code.slice(0, end);
  if (end === -1 || !/^[A-Za-z0-9_-]{1,48}$/.test(code.slice(end + 1))) {
    throw new Refusal('handshake_unknown', {
      field: 'handshake',
      detail: `There is no handshake code ${code.slice(0, 120)}. A new one is the organization id, "-" and a name of letters, digits, _ and -, such as ${license.sub}-line4.`,
    });
  }
  if (organization !== license.sub) {
    throw new Refusal('handshake_foreign', {
      field: 'handshake',
      detail: `The license file is for the organization ${license.sub}, so its items can join only codes that begin with ${license.sub}-.`,
    });
  }
  if (vendor !== null && refusesNewCodes(vendor, organization)) {
    throw new Refusal('machine_mismatch', {
      detail:
        'The license files of this organization are for another machine, so it gets no new codes. Send a new activation request to the vendor and import what comes back, or choose a code that exists.',
    });
  }
}

type Putting = {
  readonly license: License;
  readonly decided: Pick<ImportChanges, 'createdCode' | 'attachments'>;
  readonly created: string | null;
};

/** Makes the codes that are missing and attaches the items. What is set on codes that exist stays as it is. */
export async function putCodes(tx: Tx, { license, decided, created }: Putting): Promise<readonly ImportChange[]> {
  const { iss: vendor, sub: organization } = license;
  const changes: ImportChange[] = [];
  for (const code of [decided.createdCode, created]) {
    if (code === null) continue;
    const isDefault = code === decided.createdCode;
    await tx.handshakes.put({ ...codeRow({ vendor, code, organization }), isDefault, createdAt: tx.time.now });
    const what = isDefault ? 'the default code of its organization' : 'a new handshake code';
    changes.push(told('code-created', code, `${code} was made, ${what}.`));
  }
  const rows = new Map(
    (await tx.handshakes.list()).filter((row) => row.vendor === vendor).map((row) => [row.code, row]),
  );
  for (const { code, items } of decided.attachments) {
    const row = rows.get(code);
    if (row === undefined) throw new Error('items were to join a code that is not there');
    await tx.handshakes.put({ ...row, items: [...row.items, ...items] });
    changes.push(told('attached', code, `${listed(items)} joined ${code}.`));
  }
  return changes;
}

type Named = { readonly vendor: string; readonly code: string; readonly organization: string };

/** A code without password, fields and rules. */
function codeRow(named: Named): Omit<HandshakeRow, 'isDefault' | 'createdAt'> {
  const password = { passwordHash: null, oldPasswordHash: null, oldPasswordUntil: null };
  const fields = { domains: [], applications: [], processes: [], access: { allow: [], deny: [] } };
  return { ...named, ...password, ...fields, no: 0, ordered: false, note: '', items: [] };
}

function newCode({ iss: vendor, sub: organization }: License, code: string): HandshakeCode {
  const { domains, applications, processes, access, items, ordered } = codeRow({ vendor, code, organization });
  const fields = { domains, applications, processes, access };
  return { vendor, code, organization, isDefault: false, items, ordered, protected: false, ...fields };
}

function emptyVendor(vendor: string): VendorConfiguration {
  const nothing = { items: new Map(), codes: new Map(), organizations: new Map(), trials: [], statements: new Map() };
  return { vendor, lock: null, termOffset: 0, acknowledgedAt: 0, ...nothing };
}
