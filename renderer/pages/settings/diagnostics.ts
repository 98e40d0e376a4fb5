import { answerOf, api } from '../../api/client.ts';

/** What support wants to know of a site, without secrets, names of devices or addresses of clients. */
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
  const all = { made, browser, status, settings, items, vendors, alerts, channels, backups, sync };
  const name = `causeway-diagnostics-${status.site.slice(0, 8)}-${made.slice(0, 10)}.json`;
  return { name, content: JSON.stringify(all, null, 2) };
}
