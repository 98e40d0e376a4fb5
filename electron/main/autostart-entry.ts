/** What the desktop of a Linux system starts when its user logs in, after the XDG autostart and desktop entry specifications. */
export type AutostartEntry = {
  readonly name: string;
  readonly comment: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
};

/** Text of the `.desktop` file. @throws Error for an argument that such a file cannot hold: one with a line break */
export function encodeAutostartEntry({ name, comment, command }: AutostartEntry): string {
  const entries = [
    ['Type', 'Application'],
    ['Version', '1.0'],
    ['Name', asValue(name)],
    ['Comment', asValue(comment)],
    ['Exec', asValue(command.map(asArgument).join(' '))],
    ['Icon', 'causeway-desktop'],
    ['Terminal', 'false'],
    ['X-GNOME-Autostart-enabled', 'true'],
  ] as const;
  return `[Desktop Entry]\n${entries.map(([key, value]) => `${key}=${value}\n`).join('')}`;
}

/** Whether a desktop starts what the file says: it may have been switched off there, by `Hidden` or as GNOME does. */
export function isAutostartOn(text: string): boolean {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const begin = lines.indexOf('[Desktop Entry]');
  if (begin === -1) return false;
  const end = lines.findIndex((line, index) => index > begin && line.startsWith('['));
  const entries = new Map(lines.slice(begin + 1, end === -1 ? undefined : end).map(asEntry));
  const isOff = entries.get('Hidden') === 'true' || entries.get('X-GNOME-Autostart-enabled') === 'false';
  return entries.has('Exec') && !isOff;
}

const asEntry = (line: string): readonly [key: string, value: string] => {
  const [key = '', ...value] = line.split('=');
  return [key.trim(), value.join('=').trim()];
};

/** An argument of `Exec`: quoted where it holds anything else than what needs no quotes, with `%` doubled. */
function asArgument(argument: string): string {
  if (/[\n\r\0]/.test(argument)) throw new Error('an argument with a line break cannot be started at login');
  const doubled = argument.replaceAll('%', '%%');
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(doubled)) return doubled;
  return `"${doubled.replaceAll(/["`$\\]/g, '\\$&')}"`;
}

/** Values of type string escape backslashes and line ends once more. */
function asValue(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
