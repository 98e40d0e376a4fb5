import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../api/client.ts';
import { useCodeText } from '../../text/code-text.ts';
import type { en } from '../../text/en.ts';
import { type Format, useFormat } from '../format.ts';
import { useItemName } from '../names.ts';

export type LedgerEvent = RowOf<'getLedger'>;
export type EventKind = keyof (typeof en)['ledger']['kinds'];

/** The sentence of an event; a kind that this console does not know yet is named as it is recorded. */
export function useEventText(): (event: LedgerEvent) => string {
  const { i18n } = useTranslation();
  const format = useFormat();
  const itemName = useItemName();
  const codeText = useCodeText();
  const say = i18n.t as unknown as Say;
  const sayOr = (key: string, otherwise: string): string => (i18n.exists(key) ? say(key) : otherwise);
  return (event) => {
    const { data, vendor } = event;
    const key = keyOf(event);
    if (!i18n.exists(`ledger.event.${key}`) && !i18n.exists(`ledger.event.${key}_other`)) return event.kind;
    const values = {
      ...shownValues(data, format),
      ...(typeof data.item === 'string' && { item: itemName(vendor ?? String(data.vendor ?? ''), data.item) }),
      ...(event.kind === 'device-changed' && { changes: deviceChanges(data, say) }),
      ...(event.kind === 'settings-changed' && { settings: Object.keys(asRecord(data.settings)).join(', ') }),
      ...(event.kind === 'denials' && {
        ...counted(Number(data.count ?? 1), format),
        reason: codeText(String(data.code)).meaning,
      }),
      ...(event.kind === 'usage' && {
        ...counted(Number(data.reports ?? 0), format),
        units: format.number(unitsOf(data.items)),
      }),
      ...(typeof data.subject === 'string' && {
        subject: sayOr(`alerts.subject.${data.subject}`, data.subject),
      }),
      ...(typeof data.role === 'string' && { role: sayOr(`settings.role.${data.role}`, data.role) }),
    };
    return say(`ledger.event.${key}`, values);
  };
}

/** Who did it, in words. */
export function useActorText(): (actor: string) => string {
  const { t, i18n } = useTranslation();
  return (actor) => {
    const [kind = '', ...rest] = actor.split(':');
    if (kind === 'user') return rest.join(':');
    if (kind === 'token') return t('ledger.by.token', { id: rest.join(':') });
    return i18n.exists(`ledger.by.${kind}`) ? t(`ledger.by.${kind as 'system'}`) : actor;
  };
}

/** Some kinds say two things. */
function keyOf({ kind, data }: LedgerEvent): string {
  if (kind === 'card-imported' && data.first === true) return 'card-trusted';
  if (kind === 'grant' && data.first === true) return 'first-grant';
  if (kind === 'ledger-verified' && data.ok === false) return 'ledger-broken';
  if (kind === 'settings-changed') return pausing(asRecord(data.settings)) ?? kind;
  if (kind === 'epoch') return data.reason === 'restore' ? 'epoch-restore' : 'epoch-rollback';
  if (kind === 'alert' && typeof data.threshold === 'number') return thresholds[String(data.subject)] ?? kind;
  return kind;
}

/** Pausing and resuming new seats is a setting that is worth a sentence of its own. */
function pausing({ [newSeats]: isPaused, ...others }: Data): string | null {
  if (isPaused === undefined || Object.keys(others).length > 0) return null;
  return isPaused === true ? 'seats-paused' : 'seats-resumed';
}

const newSeats = 'devices.newSeatsPaused';

/** What the threshold of a subject is a figure of. */
const thresholds: Readonly<Record<string, string>> = {
  quota: 'alert-percent',
  peak: 'alert-percent',
  overage: 'alert-percent',
  failures: 'alert-percent',
  sync: 'alert-percent',
  term: 'alert-days',
  acknowledgement: 'alert-days',
};

type Data = Readonly<Record<string, unknown>>;
/** Keys are put together from what events say, so that they are looked up rather than known. */
type Say = (key: string, values?: Data) => string;

/** Names of values in data that are instants. */
const instants = new Set(['until', 'since', 'minute']);

function shownValues(data: Data, format: Format): Data {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (typeof value === 'number') return [name, numberText(name, value, format)];
      return [name, Array.isArray(value) ? value.join(', ') : value];
    }),
  );
}

function numberText(name: string, value: number, format: Format): string {
  const isInstant = instants.has(name) || ((name === 'from' || name === 'to') && value > 1_000_000_000);
  return isInstant ? format.dateTime(value) : format.number(value);
}

/** The plural form is chosen by the number, and shows it as people write it. */
const counted = (count: number, format: Format) => ({ count, formatted: format.number(count) });

function deviceChanges(data: Data, say: Say): string {
  const said: string[] = [];
  if (typeof data.name === 'string') said.push(say('ledger.change.name', { name: data.name }));
  if (data.name === null) said.push(say('ledger.change.nameless'));
  if (data.note !== undefined) said.push(say('ledger.change.note'));
  if (data.blocked === true) said.push(say('ledger.change.blocked'));
  if (data.blocked === false) said.push(say('ledger.change.unblocked'));
  return said.join(', ');
}

function unitsOf(items: unknown): number {
  return Object.values(asRecord(items)).reduce<number>((sum, units) => sum + Number(units), 0);
}

function asRecord(value: unknown): Data {
  return typeof value === 'object' && value !== null ? (value as Data) : {};
}
