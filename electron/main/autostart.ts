import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { writeFileAtomic } from '../../dls/atomic-file.ts';
import { asStorageError } from '../../dls/storage-error.ts';
import { type AutostartEntry, encodeAutostartEntry, isAutostartOn } from './autostart-entry.ts';

/** What Linux desktops start when their user logs in: a file in a folder of the user's, as Electron does not write it. */
export type Autostart = {
  isOn(): boolean;
  /** @throws StorageError when the file cannot be written or removed */
  change(isOn: boolean, entry: AutostartEntry): Promise<void>;
};

export type Environment = Readonly<Record<string, string | undefined>>;

export function createAutostart(file: string): Autostart {
  return {
    isOn: () => {
      try {
        return isAutostartOn(readFileSync(file, 'utf8'));
      } catch {
        return false;
      }
    },
    change: async (isOn, entry) => {
      try {
        if (!isOn) return await rm(file, { force: true });
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await writeFileAtomic(file, encodeAutostartEntry(entry), { mode: 0o644 });
      } catch (error) {
        throw asStorageError(error, file);
      }
    },
  };
}

/** Where desktops look: below `XDG_CONFIG_HOME`, which counts only when it is absolute, else below `~/.config`. */
export function autostartFile({ XDG_CONFIG_HOME: config = '', HOME: home = homedir() }: Environment): string {
  return join(isAbsolute(config) ? config : join(home, '.config'), 'autostart', 'causeway.desktop');
}
