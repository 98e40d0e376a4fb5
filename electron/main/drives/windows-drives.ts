import { areThere, completeDrive, type DriveFinder } from './drive.ts';

/** Windows: logical disks of the removable kind. PowerShell is asked only when a letter came or went. */
export const windowsDrives: DriveFinder = {
  async sign({ exists }) {
    const there = await Promise.all(letters.map(async (letter) => ((await exists(`${letter}:\\`)) ? letter : '')));
    return there.join('');
  },
  async list(edges) {
    const disks = parseDisks(
      await edges.run(['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', question]),
    );
    return areThere(
      await Promise.all(
        disks.map(({ letter, name }) => {
          const path = `${letter}\\`;
          const eject = `(New-Object -ComObject Shell.Application).Namespace(17).ParseName('${letter}').InvokeVerb('Eject')`;
          return completeDrive(edges, {
            path,
            name: name === '' ? letter : `${name} (${letter})`,
            eject: ['powershell.exe', '-NoProfile', '-NonInteractive', '-STA', '-Command', eject],
          });
        }),
      ),
    );
  },
};

/** A and B are for floppy disks, which would rattle. */
const letters = [...'CDEFGHIJKLMNOPQRSTUVWXYZ'];

const question =
  "[Console]::OutputEncoding = [Text.Encoding]::UTF8; ConvertTo-Json -Compress @(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=2' | Select-Object DeviceID, VolumeName)";

/** What PowerShell answers: a list, or nothing where there is none. */
export function parseDisks(text: string): readonly { readonly letter: string; readonly name: string }[] {
  const value: unknown = text.trim() === '' ? [] : JSON.parse(text);
  return (Array.isArray(value) ? value : [value]).flatMap((disk: unknown) => {
    const { DeviceID, VolumeName } = (disk ?? {}) as { readonly DeviceID?: unknown; readonly VolumeName?: unknown };
    if (typeof DeviceID !== 'string' || !/^[A-Z]:$/.test(DeviceID)) return [];
    return [{ letter: DeviceID, name: typeof VolumeName === 'string' ? VolumeName : '' }];
  });
}
