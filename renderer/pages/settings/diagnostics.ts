import type { ChannelStanding } from '../../api/alerts.ts';
import { answerOf, api } from '../../api/client.ts';
import type { Settings } from '../../api/site.ts';

/** What support wants to know of a site, without secrets, names of devices, addresses of clients or mail addresses. */
export async function collectDiagnostics(): Promise<{ readonly name: string; readonly content: string }> {
  const list = { params: { query: { limit: 100 } } };
  const [status, settings, items, vendors, alerts, channels, backups, sync] = await Promise.all([
    answerOf(api.GET('/admin/v1/status')),
    answerOf(api.GET('/admin/v1/settings')),
    answerOf(api.GET('/admin/v1/items', list)),
    answerOf(api.GET('/admin/v1/vendors')),
    answerOf(api.GET('/admin/v1/alerts', list)),
    answerOf(api.GET('/admin/v1/alerts/channels')),
    answerOf(api.GET('/admin/v1/backups', list)),
    answerOf(api.GET('/admin/v1/sync', list)),
  ]);
  const made = new Date().toISOString();
  const browser = { agent: navigator.userAgent, language: navigator.language, screen: `${innerWidth}×${innerHeight}` };
  const told = { settings: withoutPeople(settings), channels: { items: channels.items.map(withoutAddresses) } };
  const all = { made, browser, status, ...told, items, vendors, alerts, backups, sync };
  const name = `causeway-diagnostics-${status.site.slice(0, 8)}-${made.slice(0, 10)}.json`;
  return { name, content: JSON.stringify(all, null, 2) };
}

/** Support sees which channels are set, not who gets mail, and not the path of a webhook: it may be the right to post. */
export function withoutPeople({ channels, ...settings }: Settings): object {
  const { email, webhook } = channels;
  const { user, from, to, cc, bcc } = email;
  const hidden = { user: said(user), from: said(from), to: said(to), cc: said(cc), bcc: said(bcc) };
  const url = URL.parse(webhook.url)?.origin ?? '';
  return { ...settings, channels: { ...channels, email: { ...email, ...hidden }, webhook: { ...webhook, url } } };
}

const said = ({ length }: string | readonly string[]): string => (length === 0 ? '' : 'set');

/** Mail relays repeat in their refusals whom they refused. */
export function withoutAddresses({ error, ...channel }: ChannelStanding): object {
  return { ...channel, error: error?.replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…') ?? null };
}
