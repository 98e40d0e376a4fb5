import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { createRateLimit } from '../../../dls/http/rate-limit.ts';
import { changeSettings } from '../../../dls/operations/settings.ts';
import { makeSite, type TestSite } from '../../support/site.ts';

const second = 1_780_272_000_000;
const asking = (within: ReturnType<typeof createRateLimit>, address: string, times: number, at = second) =>
  Array.from({ length: times }, () => within(address, at)).filter(Boolean).length;

describe('createRateLimit', () => {
  it('lets 1 000 requests a second of one address through, and no more', () => {
    const within = createRateLimit(() => 1_000);
    expect(asking(within, '10.0.0.5', 1_001)).toBe(1_000);
    expect(asking(within, '10.0.0.5', 1, second + 999)).toBe(0);
    expect(asking(within, '10.0.0.5', 1, second + 1_000)).toBe(1);
  });

  it('counts each address by itself', () => {
    const within = createRateLimit(() => 2);
    expect(asking(within, '10.0.0.5', 3)).toBe(2);
    expect(asking(within, '10.0.0.6', 3)).toBe(2);
    expect(asking(within, '::ffff:10.0.0.6', 1)).toBe(0);
  });

  it('leaves loopback out', () => {
    const within = createRateLimit(() => 2);
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(asking(within, address, 50)).toBe(50);
  });

  it('follows the setting while it runs', () => {
    let perSecond = 1;
    const within = createRateLimit(() => perSecond);
    expect(asking(within, '10.0.0.5', 3)).toBe(1);
    perSecond = 5;
    expect(asking(within, '10.0.0.5', 5)).toBe(2);
  });
});

describe('a listener for devices', () => {
  let site: TestSite;
  let server: FastifyInstance;

  beforeEach(async () => {
    site = await makeSite();
    server = createDeviceServer(site, { tls: null, authority: null });
  });
  afterEach(async () => {
    await server.close();
    await site.close();
  });

  it('answers rate_limited above the setting, and says when to ask again', async () => {
    await changeSettings(site, { change: { limits: { requestsPerSecond: 1 } }, actor: 'user:anna' });
    const ask = (remoteAddress: string) => server.inject({ url: '/v1/openapi.json', remoteAddress });
    // They arrive within less than 120 seconds, so some second has more than one of them.
    const answers = await Promise.all(Array.from({ length: 120 }, () => ask('10.0.0.5')));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.json()).toMatchObject({ code: 'rate_limited', retryAfter: 1 });
    expect(refused[0]?.headers['retry-after']).toBe('1');
    const local = await Promise.all(Array.from({ length: 120 }, () => ask('127.0.0.1')));
    expect(local.every(({ statusCode }) => statusCode === 200)).toBe(true);
  });
});
