import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { autostartFile, createAutostart } from '../../../electron/main/autostart.ts';
import { temporaryFolder } from '../../support/commands.ts';

const entry = { name: 'Causeway', comment: 'License server', command: ['/opt/causeway', '--hidden'] };

describe('start at login on Linux', () => {
  it('has its place where the user’s desktop looks', () => {
    const home = '/home/anna';
    const own = '/home/anna/.config/autostart/causeway.desktop';
    expect(autostartFile({ HOME: home })).toBe(own);
    expect(autostartFile({ HOME: home, XDG_CONFIG_HOME: '' })).toBe(own);
    expect(autostartFile({ HOME: home, XDG_CONFIG_HOME: 'config' })).toBe(own);
    expect(autostartFile({ HOME: home, XDG_CONFIG_HOME: '/etc/xdg/anna' })).toBe(
      '/etc/xdg/anna/autostart/causeway.desktop',
    );
  });

  it('is switched on and off by a file, which others may read', async () => {
    await using folder = temporaryFolder();
    const file = join(folder.path, 'config/autostart/causeway.desktop');
    const autostart = createAutostart(file);
    expect(autostart.isOn()).toBe(false);
    await autostart.change(true, entry);
    expect(autostart.isOn()).toBe(true);
    expect(await readFile(file, 'utf8')).toContain('Exec=/opt/causeway --hidden\n');
    expect((await stat(file)).mode & 0o777).toBe(0o644);
    await autostart.change(true, { ...entry, command: ['/opt/newer'] });
    expect(await readFile(file, 'utf8')).toContain('Exec=/opt/newer\n');
    await autostart.change(false, entry);
    expect([autostart.isOn(), existsSync(file)]).toEqual([false, false]);
    await autostart.change(false, entry);
  });

  it('is off where the desktop switched it off, and on again by the app', async () => {
    await using folder = temporaryFolder();
    const file = join(folder.path, 'causeway.desktop');
    await writeFile(file, '[Desktop Entry]\nExec=/opt/causeway\nHidden=true\n');
    const autostart = createAutostart(file);
    expect(autostart.isOn()).toBe(false);
    await autostart.change(true, entry);
    expect(autostart.isOn()).toBe(true);
  });

  it('says why it cannot be switched on', async () => {
    await using folder = temporaryFolder();
    await writeFile(join(folder.path, 'autostart'), 'a file where the folder belongs');
    const autostart = createAutostart(join(folder.path, 'autostart/causeway.desktop'));
    await expect(autostart.change(true, entry)).rejects.toMatchObject({ name: 'StorageError' });
    await mkdir(join(folder.path, 'is-folder.desktop'));
    expect(createAutostart(join(folder.path, 'is-folder.desktop')).isOn()).toBe(false);
  });
});
