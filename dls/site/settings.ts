import { Cron } from 'croner';
import type * as Type from 'typebox';
import { shapeReader, wrongField } from '../../protocol/shape.ts';
import { checkWebhookUrl, parseAuthorities } from './channel-settings.ts';
import { DEFAULT_SETTINGS } from './settings-defaults.ts';
import { SECRET_SETTINGS, type Settings, SettingsSchema, type ShownSettings } from './settings-schema.ts';

export type { Settings } from './settings-schema.ts';

/** Holds the settings in force; replaced after the commit that changed one, so they are read at every use. */
export type SettingsHolder = { current: Settings };

/** One value by its dotted path, such as `limits.requestsPerSecond`, as a row of the store holds it. */
export type SettingRows = Readonly<Record<string, unknown>>;

/**
 * The settings that the rows of the store make: what is missing, of another version or no longer acceptable has its
 * default. Null stands for a value that was set back to its default.
 */
export function settingsOf(rows: SettingRows): Settings {
  const settings = structuredClone(DEFAULT_SETTINGS) as Tree;
  for (const [path, read] of leaves) {
    const value = rows[path];
    if (value === undefined || value === null || !accepts(() => read(value))) continue;
    setAt(settings, path, value);
  }
  return settings as unknown as Settings;
}

/**
 * Reads a change of settings: the same tree with only what changes; null sets a value or a whole branch back to its
 * default. What is no setting is left, as everywhere, and so is a secret in the form in which `publicSettings` shows it.
 * @returns the new value of each leaf by its path; null: back to the default.
 * @throws ProtocolError `request_malformed` with the path of the value that is not acceptable
 */
export function parseSettingsChange(change: unknown): SettingRows {
  if (!isBranch(change)) throw wrongField('request_malformed', '');
  const rows: Record<string, unknown> = {};
  for (const [path, read] of leaves) {
    const value = changeAt(change, path);
    if (value === undefined || (isSecretSetting(path) && typeof value === 'boolean')) continue;
    if (value !== null) read(value);
    rows[path] = value;
  }
  return rows;
}

/** The settings as a console sees them: of a secret it is told whether there is one. */
export function publicSettings(settings: Settings): ShownSettings {
  const shown = structuredClone(settings) as unknown as Tree;
  for (const path of SECRET_SETTINGS) setAt(shown, path, valueAt(settings as unknown as Tree, path) !== '');
  return shown as unknown as ShownSettings;
}

/** The same for who may not change them: chat services put the right to post into the path of a webhook's address. */
export function guardedSettings(settings: Settings): ShownSettings {
  const shown = publicSettings(settings);
  const { channels } = shown;
  const webhook = { ...channels.webhook, url: originOf(channels.webhook.url) };
  return { ...shown, channels: { ...channels, webhook } };
}

/** The value of a setting as the ledger, which viewers read, may tell it. */
export function toldSetting(path: string, value: unknown): unknown {
  if (isSecretSetting(path)) return 'changed';
  return path === 'channels.webhook.url' && typeof value === 'string' ? originOf(value) : value;
}

/** Scheme and host of an address; empty: it has none. */
const originOf = (url: string): string => URL.parse(url)?.origin ?? '';

/** Whether its value is written, never shown. */
function isSecretSetting(path: string): boolean {
  return SECRET_SETTINGS.includes(path);
}

type Tree = { [name: string]: unknown };

const checks: Readonly<Record<string, (value: unknown) => void>> = {
  'backups.schedule': (value) => {
    if (value === '') return;
    if (accepts(() => new Cron(value as string, { paused: true }).stop())) return;
    throw wrongField('request_malformed', 'backups.schedule', 'The schedule is not a cron pattern like "7 * * * *".');
  },
  'channels.authorities': (value) => void parseAuthorities(value as string),
  'channels.webhook.url': (value) => checkWebhookUrl(value as string),
};

/** Each value that can be set, with what refuses an unacceptable one. */
const leaves: ReadonlyMap<string, (value: unknown) => void> = new Map(leavesOf(SettingsSchema, ''));

function leavesOf(schema: Type.TSchema, path: string): [string, (value: unknown) => void][] {
  const { properties } = schema as { readonly properties?: Readonly<Record<string, Type.TSchema>> };
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([name, inner]) =>
      leavesOf(inner, path === '' ? name : `${path}.${name}`),
    );
  }
  const check = shapeReader(schema);
  const read = (value: unknown): void => {
    if (!accepts(() => check(value, 'request_malformed'))) throw wrongField('request_malformed', path);
    checks[path]?.(value);
  };
  return [[path, read]];
}

/** What a change says of a leaf: undefined, nothing; null, its default, also when a branch above it is null. */
function changeAt(change: Tree, path: string): unknown {
  let value: unknown = change;
  const steps = path.split('.');
  for (const [depth, step] of steps.entries()) {
    if (value === undefined || value === null) return value;
    if (!isBranch(value)) throw wrongField('request_malformed', steps.slice(0, depth).join('.'));
    value = Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

function valueAt(tree: Tree, path: string): unknown {
  return path.split('.').reduce<unknown>((branch, step) => (branch as Tree)[step], tree);
}

function setAt(tree: Tree, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const branch = steps.reduce<Tree>((inner, step) => inner[step] as Tree, tree);
  branch[last] = value;
}

function isBranch(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function accepts(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
