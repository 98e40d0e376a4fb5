import { describe, expect, it } from 'vitest';
import { listen } from './support/listening-site.ts';

const code = 'PATCH /handshakes/acme-vision/200001-default';

describe('a change of the session password', () => {
  it('leaves the leases that are out alone, to their end', async () => {
    await using at = await listen();
    await at.license({ metric: 'concurrent-device', quota: 1, overageSlots: 0, leaseSeconds: 600 });
    await at.must(code, { json: { password: 'open sesame' } });
    expect((await at.acquire('a', { password: 'open sesame' })).status).toBe(201);
    await at.must(code, { json: { password: 'open barley' } });
    expect((await at.acquire('a', { password: 'open sesame' })).json.code).toBe('password_wrong');
    expect((await at.must('GET /leases')).json.items).toHaveLength(1);
    at.site.time.now += 599;
    expect((await at.acquire('b', { password: 'open barley' })).json.code).toBe('quota_exhausted');
    at.site.time.now += 1;
    expect((await at.acquire('b', { password: 'open barley' })).status).toBe(201);
  });
});
