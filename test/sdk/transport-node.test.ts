import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { handClock, START } from './support/hand-clock.ts';
import { openAt, settled } from './support/open.ts';
import { SITE, selfSigned, startSite } from './support/site.ts';
import { signingKey } from './support/vendor.ts';

describe('a connection over TLS', () => {
  it('carries the statement first, and everything else on the same connection', async () => {
    await using site = await startSite({ secure: true });
    const { license } = await openAt(site);
    await license.record('qr');
    await license.report();
    expect(site.requests.map(({ method, path, connection }) => [method, path.split('?')[0], connection])).toEqual([
      ['GET', '/v1/site', 1],
      ['POST', '/v1/leases', 1],
      ['POST', '/v1/usage', 1],
    ]);
    await license.close();
  });

  it('that is made later matches the pins and does not ask for the statement again', async () => {
    await using site = await startSite({ secure: true });
    const { license } = await openAt(site);
    site.hangUp();
    site.plan.now += 1;
    expect((await license.acquire()).trouble).toBeNull();
    expect(site.requests.map(({ path, connection }) => [path.split('?')[0], connection])).toEqual([
      ['/v1/site', 1],
      ['/v1/leases', 1],
      ['/v1/leases', 2],
    ]);
    await license.close();
  });

  it('is told nothing by a device when somebody else answers it with the statement of the site', async () => {
    const keys = { vendorKey: signingKey(), siteKey: signingKey() };
    await using site = await startSite({ secure: true, ...keys });
    await using relay = await startSite({ secure: true, ...keys, plan: { tls: [site.plan.certificate!.spki] } });
    const { license } = await openAt(relay);
    expect(license.status).toMatchObject({ state: 'unlicensed', code: 'unreachable' });
    expect(license.status.trouble).toContain('Its certificate is none of those that the site names.');
    expect(relay.requests.every(({ method }) => method === 'GET')).toBe(true);
    await license.close();
  });

  it('to a relay that came in between later carries nothing but the question for the statement', async () => {
    const keys = { vendorKey: signingKey(), siteKey: signingKey() };
    await using site = await startSite({ secure: true, ...keys });
    const { license } = await openAt(site);
    const honest = site.plan.certificate!;
    await site.stop();
    site.plan.certificate = await selfSigned();
    site.plan.tls = [honest.spki];
    await site.start();
    site.requests.length = 0;
    expect((await license.acquire()).trouble).toContain('certificate');
    expect(site.requests.length).toBeGreaterThan(0);
    expect(site.requests.every(({ method }) => method === 'GET')).toBe(true);
    await license.close();
  });

  it('is accepted with a new certificate once the statement, read again, names it', async () => {
    await using site = await startSite({ secure: true });
    const { license } = await openAt(site);
    await site.stop();
    site.plan.certificate = await selfSigned();
    await site.start();
    site.plan.now += 1;
    expect((await license.acquire()).trouble).toBeNull();
    expect(site.requests.at(-1)!.method).toBe('POST');
    await license.close();
  });

  it('is accepted with the next certificate that the statement named before, without reading it again', async () => {
    await using site = await startSite({ secure: true });
    const next = await selfSigned();
    site.plan.tls = [site.plan.certificate!.spki, next.spki];
    const { license } = await openAt(site);
    await site.stop();
    site.plan.certificate = next;
    await site.start();
    site.plan.now += 1;
    expect((await license.acquire()).trouble).toBeNull();
    expect(site.requests.filter(({ method }) => method === 'GET').length).toBe(1);
    await license.close();
  });

  it('reads the statement again after half a day', async () => {
    await using site = await startSite({ secure: true });
    const { license, clock } = await openAt(site);
    clock.turn(12 * 3_600);
    await settled(license);
    site.plan.now += 12 * 3_600;
    await license.acquire();
    expect(site.requests.filter(({ method }) => method === 'GET').length).toBe(2);
    await license.close();
  });

  it('is never a resumed session', async () => {
    await using site = await startSite({ secure: true });
    const { license } = await openAt(site);
    for (let round = 0; round < 3; round += 1) {
      site.hangUp();
      site.plan.now += 1;
      await license.acquire();
    }
    expect(site.resumed()).toEqual([false, false, false, false]);
    await license.close();
  });

  it('with an empty list of pins is not accepted', async () => {
    await using site = await startSite({ secure: true, plan: { tls: [] } });
    const { license } = await openAt(site);
    expect(license.status.trouble).toContain('certificate');
    await license.close();
  });
});

describe('an answer', () => {
  it.each([301, 302, 307, 308])('that redirects (%d) is not followed', async (status) => {
    await using site = await startSite();
    await using other = await startSite();
    site.on('/v1', ({ path }) => ({ status, headers: { location: other.url + path } }));
    const { license } = await openAt(site);
    expect(license.status.trouble).toContain(String(status));
    expect(other.requests).toEqual([]);
    await license.close();
  });

  it('that is too long is cut off', async () => {
    await using site = await startSite();
    site.on('/v1/leases', () => ({ status: 200, body: 'x'.repeat(2_000) }));
    const { license } = await openAt(site, { answerBytes: 1_999 });
    expect(license.status.trouble).toContain('Its answer is longer than 1999 bytes.');
    await license.close();
  });

  it('that does not come within the time limit counts as none', async () => {
    await using site = await startSite();
    site.on('/v1/leases', () => 'hang');
    const clock = handClock(START);
    const arrived = site.arrived('/v1/leases');
    const opening = openAt(site, { clock, timeoutSeconds: 7 });
    await arrived;
    clock.turn(7);
    const { license } = await opening;
    site.on('/v1/leases', null);
    expect((await license.acquire()).state).toBe('licensed');
    await license.close();
  });

  it('that drips byte by byte runs into the same limit', async () => {
    await using site = await startSite();
    const sockets = new Set<Socket>();
    const dripping = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{'));
    });
    await new Promise<void>((done) => dripping.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(dripping.address() as AddressInfo).port}`;
    const clock = handClock(START);
    const connected = new Promise((done) => dripping.once('connection', done));
    const opening = openAt(site, { servers: [url], clock });
    await connected;
    clock.turn(10);
    const { license } = await opening;
    await settled(license);
    expect(license.status.trouble).toContain('It did not answer within 10 s.');
    await license.close();
    for (const socket of sockets) socket.destroy();
    dripping.close();
  });

  it('is asked for again when a kept connection turns out to be closed', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    let cuts = 0;
    site.on('/v1/leases', () => {
      cuts += 1;
      if (cuts === 1) return 'cut';
      site.on('/v1/leases', null);
      return { status: 200, body: { lease: site.lease(license.device) } };
    });
    site.plan.now += 1;
    expect((await license.acquire()).trouble).toBeNull();
    await license.close();
  });
});

it('closing a license does not wait for a server that never answers', async () => {
  await using site = await startSite();
  const { license } = await openAt(site);
  site.on('/v1/leases', () => 'hang');
  const arrived = site.arrived('/v1/leases');
  const asking = license.acquire();
  await arrived;
  await license.close();
  expect((await asking).state).toBe('licensed');
});

it('a site is the same behind both servers of a pair', async () => {
  const keys = { vendorKey: signingKey(), siteKey: signingKey(), uuid: SITE };
  await using main = await startSite({ secure: true, ...keys });
  await using standby = await startSite({ secure: true, ...keys });
  const tls = [main.plan.certificate!.spki, standby.plan.certificate!.spki];
  main.plan.tls = tls;
  standby.plan.tls = tls;
  const { license } = await openAt(main, { servers: [main.url, standby.url] });
  await main.stop();
  standby.plan.now += 1;
  expect((await license.acquire()).trouble).toBeNull();
  await main.start();
  await license.close();
});
