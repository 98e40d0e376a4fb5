import { describe, expect, it } from 'vitest';
import { encodeAutostartEntry, isAutostartOn } from '../../../electron/main/autostart-entry.ts';

const entryOf = (...command: readonly string[]): string =>
  encodeAutostartEntry({ name: 'Causeway', comment: 'License server', command });
const execOf = (...command: readonly string[]): string | undefined => /^Exec=(.*)$/m.exec(entryOf(...command))?.[1];

describe('the file that starts the app at login', () => {
  it('is a desktop entry that starts the program with its arguments', () => {
    expect(entryOf('/opt/Causeway/causeway-desktop', '--hidden')).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Version=1.0',
        'Name=Causeway',
        'Comment=License server',
        'Exec=/opt/Causeway/causeway-desktop --hidden',
        'Icon=causeway-desktop',
        'Terminal=false',
        'X-GNOME-Autostart-enabled=true',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['/home/anna/My Apps/Causeway.AppImage', '"/home/anna/My Apps/Causeway.AppImage"'],
    ['/data/100%', '/data/100%%'],
    ['/data/a "b"', String.raw`"/data/a \\"b\\""`],
    ['/data/$HOME `x`', '"/data/\\\\$HOME \\\\`x\\\\`"'],
    [String.raw`/data/back\slash`, String.raw`"/data/back\\\\slash"`],
    ['/daten/größe', '"/daten/größe"'],
    ['', '""'],
  ])('quotes an argument as the specification says: %j', (argument, written) => {
    expect(execOf('/opt/causeway', '--data-dir', argument)).toBe(`/opt/causeway --data-dir ${written}`);
  });

  it('holds no argument with a line break', () => {
    expect(() => entryOf('/opt/causeway', 'a\nHidden=true')).toThrow('line break');
  });

  it('is read as on, unless a desktop switched it off', () => {
    const on = entryOf('/opt/causeway', '--hidden');
    expect(isAutostartOn(on)).toBe(true);
    expect(isAutostartOn(on.replaceAll('\n', '\r\n'))).toBe(true);
    expect(isAutostartOn(`${on}Hidden=true\n`)).toBe(false);
    expect(isAutostartOn(on.replace('enabled=true', 'enabled = false'))).toBe(false);
    expect(isAutostartOn(on.replace(/Exec=.*\n/, ''))).toBe(false);
    expect(isAutostartOn('')).toBe(false);
    expect(isAutostartOn(`${on}[Desktop Action Quit]\nHidden=true\n`)).toBe(true);
  });
});
