import type { Deps } from '../deps.ts';
import { checkChannels } from '../site/channel-settings.ts';
import { parseSettingsChange, type Settings, settingsOf, toldSetting } from '../site/settings.ts';
import type { Tx } from '../store/tx.ts';
import { checkBackupPlaces } from './backup-places.ts';
import { checkListeners } from './listeners.ts';

export type SettingsDeps = Pick<Deps, 'folder' | 'store' | 'settings' | 'events' | 'network'>;

/**
 * Changes settings: all of a change or nothing of it.
 * @param change the tree of `Settings` with only what changes; null sets back to the default.
 * @throws ProtocolError `request_malformed`, also for addresses at which the server could not listen, StorageError for a backup place that cannot be used
 */
export async function changeSettings(
  deps: SettingsDeps,
  { change, actor }: { readonly change: unknown; readonly actor: string },
): Promise<Settings> {
  const rows = parseSettingsChange(change);
  const places = rows['backups.places'];
  if (Array.isArray(places)) {
    await checkBackupPlaces(places as readonly string[], { folder: deps.folder, field: 'backups.places' });
  }
  await checkListeners(deps, rows);
  return deps.store.transact(async (tx) => {
    const before = await tx.settings.list();
    const changed = Object.entries(rows).filter(([path, value]) => !isSame(before[path] ?? null, value));
    if (changed.length === 0) return settingsOf(before);
    for (const [path, value] of changed) await tx.settings.put(path, value);
    if (changed.some(([path]) => path.startsWith('channels.'))) {
      checkChannels(settingsOf(await tx.settings.list()).channels);
    }
    const told = changed.map(([path, value]) => [path, toldSetting(path, value)]);
    await tx.ledger.append({ kind: 'settings-changed', actor, data: { settings: Object.fromEntries(told) } });
    return renewSettings(deps, tx);
  });
}

/** Puts what this unit changed into force after its commit. */
export async function renewSettings(deps: Pick<Deps, 'settings' | 'events'>, tx: Tx): Promise<Settings> {
  const next = settingsOf(await tx.settings.list());
  tx.afterCommit(() => {
    deps.settings.current = next;
    deps.events.emit({ topic: 'settings' });
  });
  return next;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
