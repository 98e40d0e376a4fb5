import { decideAcknowledgement } from '../../../licensing/acknowledge.ts';
import type { PasswordState } from '../../../licensing/acquire.ts';
import type { Configuration, HandshakeCode, Statement, VendorConfiguration } from '../../../licensing/configuration.ts';
import { decideImport } from '../../../licensing/import.ts';
import type { Item } from '../../../licensing/item.ts';
import type { LicenseClaims } from '../../../licensing/license-claims.ts';
import { refusesNewCodes } from '../../../licensing/machine-match.ts';
import type { StatementChange } from '../../../licensing/statement.ts';
import { trialItem } from '../../../licensing/trial.ts';
import type { Action, Answer } from '../history/action.ts';
import type { Code, LicenseFile, Request } from '../rules/facts.ts';

type Asked<K extends Action['kind']> = Action & { readonly kind: K };
type Passwords = Code['passwords'];

/** What an import does to the counters of the items it changes, before and after. */
type Counting = {
  readonly now: number;
  readonly bringToNow: (item: Item) => void;
  readonly enterTerms: (item: Item) => void;
};

/** Vendors, items and codes in memory, changed by the decisions of `licensing/` as the operations of `dls/` do it. */
export function createMemoryConfiguration() {
  const vendors = new Map<string, VendorConfiguration>();
  const passwords = new Map<string, Passwords>();
  const files: LicenseFile[] = [];
  const newestIat = new Map<string, number>();

  const changeVendor = (vendor: string, change: Partial<VendorConfiguration>): void => {
    vendors.set(vendor, { ...(vendors.get(vendor) ?? emptyVendor(vendor)), ...change });
  };

  const putCode = (vendor: string, code: HandshakeCode): void => {
    const codes = new Map(vendors.get(vendor)?.codes).set(code.code, code);
    const standard = [...codes.values()].filter(({ isDefault }) => isDefault);
    changeVendor(vendor, { codes, organizations: new Map(standard.map((known) => [known.organization, known])) });
  };

  const putStatements = (vendor: string, changes: readonly StatementChange[]): void => {
    const { items, trials, statements } = vendors.get(vendor) ?? emptyVendor(vendor);
    const waiting = new Map<string, Statement>(statements);
    const said = new Map(changes.map(({ id, statement }) => [id, statement]));
    for (const { id, statement } of changes) {
      if (!items.has(id) && !trials.some((trial) => trial.id === id)) waiting.set(id, statement);
    }
    changeVendor(vendor, {
      items: new Map([...items].map(([id, item]) => [id, { ...item, ...said.get(id) }])),
      trials: trials.map((trial) => ({ ...trial, ...said.get(trial.id) })),
      statements: waiting,
    });
  };

  const importFile = ({ file, chosen }: Asked<'import'>, { now, bringToNow, enterTerms }: Counting): Answer => {
    const own = files.filter(({ vendor }) => vendor === file.vendor);
    const serials = own.filter(({ organization }) => organization === file.organization).map(({ serial }) => serial);
    const decision = decideImport({
      license: claimsOf(file),
      vendor: vendors.get(file.vendor) ?? null,
      highestSerial: serials.length === 0 ? null : Math.max(...serials),
      alreadyImported: own.some(({ name }) => name === file.name),
      site: { uuid: 'site', thumbprint: 'key', machine: [{ kind: 'linux-machine-id', hash: 'mine' }] },
      attachTo: chosen === undefined ? null : { codes: chosen, default: false },
      now,
    });
    if (decision.outcome === 'already imported') return { done: decision.outcome };
    if (decision.outcome === 'refused') return { code: decision.code };
    for (const { id } of file.items) {
      const item = vendors.get(file.vendor)?.items.get(id);
      if (item !== undefined) bringToNow(item);
    }
    const acknowledgedAt = own.length === 0 ? now : vendors.get(file.vendor)?.acknowledgedAt;
    changeVendor(file.vendor, { lock: decision.siteLock, ...(acknowledgedAt !== undefined && { acknowledgedAt }) });
    putStatements(file.vendor, decision.statements);
    const { items, trials, statements } = vendors.get(file.vendor) ?? emptyVendor(file.vendor);
    const changed = [...decision.items.map(({ item }) => item), ...decision.trials].map(({ id }) => id);
    changeVendor(file.vendor, {
      items: new Map([...items, ...decision.items.map(({ item }) => [item.id, item] as const)]),
      trials: [...trials.filter(({ id }) => !decision.trials.some((trial) => trial.id === id)), ...decision.trials],
      statements: new Map([...statements].filter(([id]) => !changed.includes(id))),
    });
    for (const { item } of decision.items) enterTerms(item);
    if (decision.createdCode !== null) putCode(file.vendor, emptyCode(file, decision.createdCode, true));
    for (const { code, items: joining } of decision.attachments) {
      const known = vendors.get(file.vendor)?.codes.get(code);
      if (known === undefined) throw new Error('items were to join a code that is not there');
      putCode(file.vendor, { ...known, items: [...known.items, ...joining] });
    }
    files.push(file);
    return { done: 'imported' };
  };

  const acknowledge = (
    { acknowledgement }: Asked<'acknowledge'>,
    { now, bringToNow, enterTerms }: Counting,
  ): Answer => {
    const { vendor, ...said } = acknowledgement;
    const known = vendors.get(vendor);
    if (known === undefined) return { done: 'acknowledge' };
    const effects = decideAcknowledgement({
      acknowledgement: { ...said, epoch: 1, seq: 0 },
      vendor: known,
      newestIat: newestIat.get(vendor) ?? null,
      newestBundle: { epoch: 1, seq: 0, counted: 0 },
      now,
    });
    if (effects.outcome === 'late') return { done: 'acknowledge' };
    newestIat.set(vendor, said.iat);
    for (const item of known.items.values()) bringToNow(item);
    const { siteLock: lock, acknowledgedAt, termOffset } = effects;
    changeVendor(vendor, { lock, acknowledgedAt, termOffset });
    for (const item of known.items.values()) enterTerms(item);
    putStatements(vendor, effects.statements);
    return { done: 'acknowledge' };
  };

  const changeCode = ({ vendor, code, change }: Asked<'change code'>): void => {
    const known = vendors.get(vendor)?.codes.get(code);
    if (known === undefined) return;
    const { isOrdered, passwords: next, allow, deny, ...fields } = change;
    if (next !== undefined) passwords.set(`${vendor} ${code}`, next);
    putCode(vendor, {
      ...known,
      ...fields,
      ...(isOrdered !== undefined && { ordered: isOrdered }),
      protected: (passwords.get(`${vendor} ${code}`) ?? []).length > 0,
      access: { allow: allow ?? known.access.allow, deny: deny ?? known.access.deny },
    });
  };

  const reserve = ({ vendor, item: id, reservations }: Asked<'reserve'>): void => {
    const items = vendors.get(vendor)?.items;
    const item = items?.get(id);
    if (items !== undefined && item !== undefined)
      changeVendor(vendor, { items: new Map([...items, [id, { ...item, reservations }]]) });
  };

  return {
    importFile,
    configuration: (): Configuration => ({ vendors }),
    find: (vendor: string): VendorConfiguration | null => vendors.get(vendor) ?? null,
    items: (): readonly Item[] => {
      const items = [...vendors.values()].flatMap((known) => [...known.items.values()]);
      return items.sort((a, b) => (`${a.vendor} ${a.id}` < `${b.vendor} ${b.id}` ? -1 : 1));
    },
    item: (name: string): Item | undefined => {
      const [vendor = '', id = ''] = name.split(' ');
      return vendors.get(vendor)?.items.get(id);
    },
    /** The item that a seat is on, or the trial that stands for one. */
    seatItem: (name: string, since: number): Item | undefined => {
      const [vendor = '', id = ''] = name.split(' ');
      const known = vendors.get(vendor);
      const trial = known?.trials.find((offered) => offered.id === id);
      return known?.items.get(id) ?? (trial && trialItem(trial, since));
    },
    acknowledge,
    change: (action: Asked<'add code' | 'change code' | 'reserve'>): Answer => {
      if (action.kind === 'change code') changeCode(action);
      else if (action.kind === 'reserve') reserve(action);
      else {
        const { vendor, organization, code } = action;
        const known = vendors.get(vendor);
        if (known !== undefined && refusesNewCodes(known, organization)) return { code: 'machine_mismatch' };
        const isFirst = !known?.organizations.has(organization);
        putCode(vendor, emptyCode({ vendor, organization }, code, isFirst));
      }
      return { done: action.kind };
    },
    /** Passwords stand here as text: how they are hashed is no rule of `licensing/`. */
    judgePassword: ({ vendor, organization, handshake, password }: Request, now: number): PasswordState => {
      const known = vendors.get(vendor);
      const code = handshake ?? known?.organizations.get(organization ?? '')?.code;
      const accepted = passwords.get(`${vendor} ${code}`) ?? [];
      if (accepted.length === 0) return 'not needed';
      const isRight = accepted.some(({ text, until }) => text === password && (until === null || now < until));
      return isRight ? 'right' : 'wrong';
    },
  };
}

function claimsOf(file: LicenseFile): LicenseClaims {
  const { vendor, organization, iat, serial, items, trials, revoked, locked, lockSite, isForThisMachine } = file;
  return {
    ...{ iss: vendor, sub: organization, aud: 'site', cnf: { jkt: 'key' } },
    ...{ iat, serial, trials, revoked, locked, lockSite },
    items: items as LicenseClaims['items'],
    machines: [{ kind: 'linux-machine-id', hash: isForThisMachine ? 'mine' : 'another' }],
  };
}

type Named = { readonly vendor: string; readonly organization: string };

function emptyCode({ vendor, organization }: Named, code: string, isDefault: boolean): HandshakeCode {
  return {
    ...{ vendor, code, organization, isDefault, items: [], ordered: false, protected: false },
    ...{ domains: [], applications: [], processes: [], access: { allow: [], deny: [] } },
  };
}

function emptyVendor(vendor: string): VendorConfiguration {
  return {
    ...{ vendor, lock: null, statements: new Map(), termOffset: 0, acknowledgedAt: 0 },
    ...{ items: new Map(), codes: new Map(), organizations: new Map(), trials: [] },
  };
}
