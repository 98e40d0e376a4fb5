import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSettings } from '../../../dls/operations/settings.ts';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../support/console.ts';
import { createFileDevice, makeDeviceRequest } from '../../support/device-files.ts';
import { payloadOf } from '../../support/plain-device.ts';
import { makeSite } from '../../support/site.ts';
import { createVendor, makeItem } from '../../support/vendor.ts';

let console: TestConsole;
const vendor = createVendor();

beforeEach(async () => {
  console = await makeConsole();
  await importLicense(console.site, vendor, [
    makeItem('it-1', { metric: 'concurrent-device', quota: 2, overageSlots: 0 }),
  ]);
});

afterEach(() => console.close());

const pause = (newSeatsPaused: boolean | null) =>
  ask(console, 'PATCH /settings', { json: { devices: { newSeatsPaused } } });
const statusOf = async (name: string) => (await acquire(console.site, name)).status;
const denials = async () => (await ask(console, 'GET /denials')).items;

describe('while new seats are paused', () => {
  it('a device that holds a seat renews it, and others are refused until they are resumed', async () => {
    await acquire(console.site, 'held');
    expect((await pause(true)).json.devices.newSeatsPaused).toBe(true);
    expect([await statusOf('held'), await statusOf('new')]).toEqual([200, 409]);
    console.site.time.now += 180;
    // It was away for longer than its lease: the seat came free.
    expect(await statusOf('held')).toBe(409);
    await pause(false);
    expect([await statusOf('held'), await statusOf('new')]).toEqual([201, 201]);
  });

  it('the device is told so beside the code and its proof', async () => {
    await pause(true);
    const { json } = await acquire(console.site, 'new');
    expect(json).toMatchObject({
      code: 'quota_exhausted',
      detail: 'The administrator of the license server paused new seats. Ask again when they are resumed.',
    });
    expect(payloadOf(json.proof)).toMatchObject({ code: 'quota_exhausted' });
  });

  it('refusals say that they are for the pause, and not when there is no quota either', async () => {
    await acquire(console.site, 'a');
    await pause(true);
    for (let n = 0; n < 3; n += 1) await acquire(console.site, 'c');
    expect(await denials()).toMatchObject([{ code: 'quota_exhausted', item: 'it-1', count: 3, paused: 3 }]);
    await pause(false);
    await acquire(console.site, 'b');
    await acquire(console.site, 'c');
    await pause(true);
    await acquire(console.site, 'c');
    expect(await denials()).toMatchObject([{ code: 'quota_exhausted', count: 5, paused: 3 }]);
  });

  it('no device was refused for want of quota', async () => {
    await pause(true);
    await acquire(console.site, 'new');
    const refused = async () =>
      (await ask(console, 'GET /items/acme-vision/it-1/demand')).json.days.map(
        (day: { refused: number }) => day.refused,
      );
    expect(await refused()).toEqual([]);
    await pause(false);
    for (const name of ['a', 'b', 'new']) await acquire(console.site, name);
    expect(await refused()).toEqual([1]);
  });

  it('a file of a device that never connects is refused in a sentence, and goes through when they are resumed', async () => {
    await pause(true);
    const device = createFileDevice();
    const bytes = makeDeviceRequest(device).text;
    const refused = await ask(console, 'POST /device-leases', { bytes });
    expect([refused.status, refused.json.code]).toEqual([409, 'quota_exhausted']);
    expect(refused.json.detail).toMatch(/^New seats are paused, and this device holds none\. Resume new seats/);
    expect(await denials()).toMatchObject([{ device: device.uuid, paused: 1 }]);
    await pause(false);
    expect((await ask(console, 'POST /device-leases', { bytes })).status).toBe(200);
    await pause(true);
    // The seat is its own now: a further request extends it.
    expect((await ask(console, 'POST /device-leases', { bytes: makeDeviceRequest(device).text })).status).toBe(200);
  });

  it('the tester of a code says what a device would be told', async () => {
    const tried = async () =>
      (await ask(console, 'POST /try-device', { json: { product: 'barcode-reader', org: '200001' } })).json;
    expect(await tried()).toMatchObject({ outcome: 'granted', paused: false });
    await pause(true);
    expect(await tried()).toMatchObject({ outcome: 'denied', code: 'quota_exhausted', paused: true });
  });

  it('the state of the site and its metrics say so', async () => {
    const told = async () => {
      const { json } = await ask(console, 'GET /status', { as: 'viewer' });
      const line = json.health.find(({ subject }: { subject: string }) => subject === 'seats');
      const { text } = await ask(console, 'GET /metrics', { as: 'metrics' });
      return [json.newSeatsPaused, line?.state, line?.reason, text.match(/^causeway_new_seats_paused (\d)$/m)?.[1]];
    };
    expect(await told()).toEqual([false, undefined, undefined, '0']);
    await pause(true);
    expect(await told()).toEqual([true, 'warning', 'new-seats-paused', '1']);
    await pause(null);
    expect(await told()).toEqual([false, undefined, undefined, '0']);
  });
});

describe('pausing new seats', () => {
  it('is for administrators, and stands in the ledger with who did it; saying it again changes nothing', async () => {
    for (const as of ['viewer', 'operator'] as const) {
      const answer = await ask(console, 'PATCH /settings', { as, json: { devices: { newSeatsPaused: true } } });
      expect(answer.json.code).toBe('role_forbidden');
    }
    expect(await statusOf('new')).toBe(201);
    await pause(true);
    await pause(true);
    const events = (await ask(console, 'GET /ledger?kind=settings-changed')).items;
    expect(events).toMatchObject([
      { actor: expect.stringMatching(/^token:/), data: { settings: { 'devices.newSeatsPaused': true } } },
    ]);
  });

  it('outlives a restart', async () => {
    await changeSettings(console.site, { change: { devices: { newSeatsPaused: true } }, actor: 'command' });
    const { folder } = console.site;
    await console.site.stop();
    const again = await makeSite({ folder, now: console.site.time.now });
    try {
      expect((await acquire(again, 'new')).status).toBe(409);
      await changeSettings(again, { change: { devices: { newSeatsPaused: false } }, actor: 'command' });
      expect((await acquire(again, 'new')).status).toBe(201);
    } finally {
      await again.close();
    }
  });
});
