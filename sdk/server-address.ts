/**
 * The base URL of a server in one spelling: `https` to anywhere, `http` only to this machine itself, no path, no user name.
 * @returns null for anything else
 */
export function parseServer(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return secure && bare ? url.origin : null;
}

/** Whether a host name of a URL, or an address of a socket, is this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(host);
}

/** Most servers that a device asks in turn. */
const MOST_SERVERS = 16;

/**
 * The servers a device asks, in order: the configured ones, then those that the site named, main first. A site reached over
 * the network cannot send devices to their own machine.
 */
export function serverList(configured: readonly string[], named: readonly string[]): readonly string[] {
  const list = new Set(configured);
  const local = configured.some((server) => isLoopback(new URL(server).hostname));
  for (const text of named) {
    const server = parseServer(text);
    if (server !== null && (local || !isLoopback(new URL(server).hostname))) list.add(server);
  }
  return [...list].slice(0, MOST_SERVERS);
}
