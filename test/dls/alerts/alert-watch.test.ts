import { afterEach, describe, expect, it } from 'vitest';
import { type AlertWatch, watchAlerts } from '../../../dls/alerts/alert-watch.ts';
import { deliverAlerts } from '../../../dls/alerts/deliver.ts';
import type { LiveEvent } from '../../../dls/events.ts';
import { changeSettings } from '../../../dls/operations/settings.ts';
import type { Reader } from '../../../dls/store/reader.ts';
import { type AlertSite, ask, makeAlertSite, makeItem, use } from './support/alert-site.ts';
import { channelSettings } from './support/given.ts';
import { type Relay, startRelay } from './support/relay.ts';

let made: AlertSite;
let watch: AlertWatch | null = null;
let relay: Relay | null = null;

afterEach(async () => {
  await watch?.stop();
  watch = null;
  await made.close();
  await relay?.close();
  relay = null;
});

/** The next live event that `wanted` takes. */
const next = (wanted: (event: LiveEvent) => boolean): Promise<LiveEvent> =>
  new Promise((resolve) => {
    const stop = made.site.events.listen((event) => {
      if (!wanted(event)) return;
      stop();
      resolve(event);
    });
  });

const isFired = ({ topic, data }: LiveEvent): boolean => topic === 'alerts' && data?.fired !== undefined;
const isSent = ({ topic, data }: LiveEvent): boolean => topic === 'alerts' && data === undefined;

/** Counts the evaluations, which read once each. */
function countReadings(): { count: number } {
  const seen = { count: 0 };
  const { reader } = made.site;
  const query: Reader['query'] = (name, args) => {
    if (name === 'alertReadings') seen.count += 1;
    return reader.query(name, args);
  };
  Object.assign(made.site, { reader: { ...reader, query } });
  return seen;
}

describe('watchAlerts', () => {
  it('looks at the figures by itself when a device changes one, and tells every console', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 1, overagePercent: 0 })]);
    const started = next(isFired);
    watch = watchAlerts(made.site);
    await ask(made, 'device-0');
    const { data } = await started;
    expect(data).toMatchObject({
      fired: [{ subject: 'quota' }, { subject: 'quota' }, { subject: 'quota', id: 3 }],
      more: 0,
    });
    expect(data?.fired).toMatchObject([{}, {}, { message: { title: 'Barcode Reader: 100 % of the quota used' } }]);
  });

  it('looks once, however many changes come in a second', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })]);
    const readings = countReadings();
    const fired = next(isFired);
    watch = watchAlerts(made.site);
    await use(made, 'scans', 75);
    for (let change = 0; change < 10_000; change++) made.site.events.emit({ topic: 'usage' });
    await fired;
    expect(readings.count).toBe(1);
    const again = next(isFired);
    await use(made, 'scans', 15);
    for (let change = 0; change < 10_000; change++) made.site.events.emit({ topic: 'usage' });
    await again;
    expect(readings.count).toBe(2);
  });

  it('sends what fired at once', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })]);
    relay = await startRelay();
    const { port } = relay;
    made.set(() => ({
      channels: channelSettings({ email: { port }, webhook: { enabled: false }, syslog: { enabled: false } }),
    }));
    await use(made, 'scans', 75);
    const sent = next(isSent);
    watch = watchAlerts(made.site);
    await sent;
    expect(relay.mails).toHaveLength(1);
  });

  it('tries again at once when the settings of a channel are corrected', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })]);
    const email = { enabled: true, host: '127.0.0.1', port: 1, from: 'a@plant.example', to: ['b@plant.example'] };
    const change = (more: object) =>
      changeSettings(made.site, { change: { channels: { email: { ...email, ...more } } }, actor: 'command' });
    await change({});
    await use(made, 'scans', 75);
    await made.fired();
    await deliverAlerts(made.site);
    expect(made.site.rows('SELECT attempts FROM alert_delivery')).toEqual([{ attempts: 1 }]);
    relay = await startRelay();
    watch = watchAlerts(made.site);
    const sent = next(isSent);
    await change({ port: relay.port });
    await sent;
    expect(relay.mails).toHaveLength(1);
  });

  it('ends with the server, with nothing under way', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })]);
    const readings = countReadings();
    const stopped = watchAlerts(made.site);
    await stopped.stop();
    made.site.events.emit({ topic: 'usage' });
    expect(readings.count).toBe(0);
  });
});
