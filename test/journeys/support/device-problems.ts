import { DAY } from '../../../licensing/time.ts';
import { createFileDevice, makeDeviceRequest } from '../../support/device-files.ts';
import { keyOf, payloadOf } from '../../support/plain-device.ts';
import { testStart } from '../../support/vendor.ts';
import { type HttpAnswer, sendHttp, sendRaw } from './http-answer.ts';
import { type ListeningSite, uuidOf } from './listening-site.ts';
import type { ProblemScenarios } from './problem-scenario.ts';

const record = { vendor: 'acme-vision', slot: testStart, item: 'it-1', feature: 'qr', count: 3 };
const report = (at: ListeningSite, number: number, more: object = {}): Promise<HttpAnswer> =>
  at.post('/v1/usage', { device: keyOf('a'), report: number, records: [{ ...record, ...more }] });

/** The problems that devices are answered. */
export const DEVICE_PROBLEMS = {
  request_malformed: {
    'asks with a device key that is none': {
      provoke: (at) => at.acquire('a', { device: 'no key' }),
      field: 'device',
    },
    'sends what is no HTTP': { provoke: (at) => sendRaw(at.device, 'hello\r\n\r\n') },
  },
  report_malformed: {
    'reports a feature that was never leased to it': {
      provoke: async (at) => {
        await at.acquire('a', { features: ['qr'] });
        return report(at, 1, { feature: '1d' });
      },
      field: 'records[0].feature',
    },
    'reports a slot that is none': {
      provoke: async (at) => {
        await at.acquire('a');
        return report(at, 1, { slot: testStart + 1 });
      },
      field: 'records[0].slot',
    },
  },
  report_conflict: {
    'gives a number to another content': {
      provoke: async (at) => {
        await at.acquire('a');
        await report(at, 1);
        return report(at, 1, { count: 4 });
      },
      expect: 2,
    },
  },
  report_expected: {
    'leaves a number out': {
      provoke: async (at) => {
        await at.acquire('a');
        return report(at, 3);
      },
      expect: 1,
    },
  },
  lease_invalid: {
    'presents a lease that nobody can read': {
      provoke: (at) => at.acquire('a', { seq: '99.AAAAAA', lease: 'no.lease.atall' }),
    },
  },
  proof_required: {
    'comes from a later state of the ledger': { provoke: (at) => at.acquire('a', { seq: '99.AAAAAA' }) },
    'reports without being known': { provoke: (at) => report(at, 1) },
  },
  return_required: {
    'releases a lease that was given out by file': {
      provoke: async (at) => {
        const device = { ...createFileDevice(), uuid: await uuidOf('a') };
        const answer = await at.must('POST /device-leases', { file: makeDeviceRequest(device).text });
        const { jti } = payloadOf(answer.json.lease);
        return at.post(`/v1/leases/${jti}/release`, { device: keyOf('a') });
      },
    },
  },
  not_found: {
    'asks for something that is not there': { provoke: (at) => sendHttp(at.device, { method: 'GET', path: '/v1/no' }) },
  },
  method_not_allowed: {
    'uses another method': { provoke: (at) => sendHttp(at.device, { method: 'DELETE', path: '/v1/leases' }) },
  },
  too_large: {
    'sends more than 64 KiB': { provoke: (at) => at.post('/v1/usage', JSON.stringify('x'.repeat(65_536))) },
  },
  media_type: {
    'sends what is not called JSON': {
      provoke: (at) =>
        sendHttp(at.device, {
          ...{ method: 'POST', path: '/v1/leases', body: '{}' },
          headers: { 'content-type': 'text/plain' },
        }),
    },
  },
  header_too_large: {
    'sends a header of 40 KB': {
      provoke: (at) =>
        sendRaw(at.device, `GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`),
    },
  },
  rate_limited: {
    'guesses a session password for the eleventh time': {
      provoke: async (at) => {
        await protect(at);
        for (let guess = 1; guess <= 10; guess++) await at.acquire('a', { password: `guess ${guess}` });
        return at.acquire('a', { password: 'guess 11' });
      },
      retryAfter: 60,
    },
  },
  overloaded: {
    'guesses with more passwords at once than can wait': {
      provoke: async (at) => {
        await protect(at);
        const guesses = Array.from({ length: 60 }, (_, guess) => at.acquire('a', { password: `guess ${guess}` }));
        const answers = await Promise.all(guesses);
        return answers.find(({ status }) => status === 503) ?? (answers[0] as HttpAnswer);
      },
      retryAfter: 2,
    },
  },
  clock_untrusted: {
    'is new while the clock of the server is more than a day behind': {
      provoke: async (at) => {
        at.site.time.now -= DAY + 1;
        return at.acquire('a');
      },
    },
  },
  storage_full: {
    'asks while there is no room for a lease': {
      provoke: async (at) => {
        noRoomForSeats(at);
        return at.acquire('a');
      },
      retryAfter: 30,
    },
  },
  internal_error: {
    'asks a server whose database lost a table': {
      provoke: async (at) => {
        at.site.tamper('DROP TABLE item_state');
        return at.acquire('a');
      },
    },
  },
  shutting_down: {
    'asks a server that closed its site already': {
      provoke: async (at) => {
        await at.site.stop();
        return at.acquire('a');
      },
      retryAfter: 2,
    },
  },
} satisfies ProblemScenarios;

async function protect(at: ListeningSite): Promise<void> {
  await at.must('PATCH /handshakes/acme-vision/200001-default', { json: { password: 'open sesame' } });
}

/** SQLite says of a table whose last number is given what it says of a disk without room: SQLITE_FULL. */
function noRoomForSeats({ site }: ListeningSite): void {
  site.tamper('CREATE TABLE brim (no INTEGER PRIMARY KEY AUTOINCREMENT)');
  site.tamper('INSERT INTO brim VALUES (9223372036854775807)');
  site.tamper('CREATE TRIGGER brim_full AFTER INSERT ON seat BEGIN INSERT INTO brim VALUES (NULL); END');
}
