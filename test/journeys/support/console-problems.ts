import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { DAY } from '../../../licensing/time.ts';
import { createFileDevice, makeDeviceRequest, makeDeviceReturn } from '../../support/device-files.ts';
import { payloadOf } from '../../support/plain-device.ts';
import {
  createVendor,
  makeAcknowledgement,
  makeCard,
  makeItem,
  makeLicense,
  newestKey,
  type TestLicense,
  testStart,
} from '../../support/vendor.ts';
import { sendRaw } from './http-answer.ts';
import { type ListeningSite, uuidOf } from './listening-site.ts';
import type { ProblemScenarios } from './problem-scenario.ts';

const ofSite = (at: ListeningSite) => at.site.identity.current;
const importLicense = (at: ListeningSite, more: Omit<TestLicense, 'site'>) =>
  at.importFile(makeLicense(at.vendor, { site: ofSite(at), serial: 2, ...more }));

/** The problems that administrators and their files are answered. */
export const CONSOLE_PROBLEMS = {
  request_malformed: {
    'gives a code a name that is none': {
      provoke: (at) => at.ask('POST /handshakes', { json: { code: 'no organization' } }),
      field: 'code',
    },
  },
  license_malformed: {
    'imports a license file without quota': {
      provoke: (at) => importLicense(at, { items: [makeItem('it-1', { quota: 0 })] }),
      field: 'items[0].quota',
    },
  },
  license_needs_newer: {
    'imports a license file that needs what is not there yet': {
      provoke: (at) => importLicense(at, { claims: { needs: ['time-travel'] } }),
      field: 'needs',
    },
  },
  file_unknown: {
    'imports a letter': { provoke: (at) => at.importFile('Dear administrator, please find enclosed the license.') },
    'imports a file that travels outwards': {
      provoke: async (at) => at.importFile((await at.must('GET /activation-request')).body),
    },
  },
  login_required: {
    'asks without a token': { provoke: (at) => at.ask('GET /status', { as: null }) },
  },
  login_failed: {
    'logs in with a wrong password': {
      provoke: async (at) => {
        await at.must('POST /setup', { json: { user: 'anna', password: 'correct horse battery' } });
        return at.ask('POST /session', { as: null, json: { user: 'anna', password: 'wrong horse battery' } });
      },
    },
  },
  not_found: {
    'asks for something that is not there': { provoke: (at) => at.ask('GET /nothing') },
    'asks for a device that is not there': { provoke: (at) => at.ask(`GET /devices/${randomUUID()}`) },
  },
  method_not_allowed: { 'uses another method': { provoke: (at) => at.ask('DELETE /status') } },
  role_forbidden: {
    'changes a setting as a viewer': { provoke: (at) => at.ask('PATCH /settings', { as: 'viewer', json: {} }) },
  },
  origin_forbidden: {
    'comes from a foreign page': {
      provoke: (at) => at.ask('GET /status', { headers: { origin: 'http://evil.example' } }),
    },
    'calls the console by a foreign name': {
      provoke: (at) => at.ask('GET /status', { headers: { host: 'evil.example' } }),
    },
  },
  request_conflict: {
    'brings another device request of the same id': {
      provoke: async (at) => {
        const device = createFileDevice();
        const first = makeDeviceRequest(device);
        await at.must('POST /device-leases', { file: first.text });
        const file = makeDeviceRequest(device, { request: first.request, days: 3 }).text;
        return at.ask('POST /device-leases', { file });
      },
    },
  },
  license_superseded: {
    'imports an older license file': {
      provoke: async (at) => {
        await importLicense(at, { serial: 3 });
        return importLicense(at, { serial: 2 });
      },
      field: 'serial',
    },
  },
  license_wrong_site: {
    'imports a license file for another site': {
      provoke: (at) => importLicense(at, { site: { ...ofSite(at), site: randomUUID() } } as never),
      field: 'aud',
    },
  },
  vendor_unknown: {
    'imports an acknowledgement of a vendor that is not known': {
      provoke: (at) =>
        at.importFile(makeAcknowledgement(createVendor('optic-works'), { site: ofSite(at), epoch: 1, seq: 0 })),
    },
  },
  card_stale: {
    'imports an older card': {
      provoke: async (at) => {
        await at.importFile(makeCard(at.vendor, { iat: testStart }));
        return at.importFile(makeCard(at.vendor, { iat: testStart - 1 }));
      },
    },
  },
  signature_invalid: {
    'imports a license file that another signed': {
      provoke: (at) => importLicense(at, { key: newestKey(createVendor()) }),
    },
  },
  reclaim_exhausted: {
    'reclaims more than the vendor allows in a year': {
      provoke: async (at) => {
        await importLicense(at, { items: [makeItem('it-1', { reclaimsPerYear: 1 })] });
        for (const name of ['a', 'b']) await at.acquire(name);
        at.site.time.now += DAY;
        await at.must(`POST /devices/${await uuidOf('a')}/reclaim`, { json: {} });
        return at.ask(`POST /devices/${await uuidOf('b')}/reclaim`, { json: {} });
      },
    },
  },
  return_invalid: {
    'imports a return file with a wrong key': {
      provoke: async (at) => {
        const device = createFileDevice();
        const answer = await at.must('POST /device-leases', { file: makeDeviceRequest(device).text });
        const lease = String(payloadOf(answer.json.lease).jti);
        return at.importFile(makeDeviceReturn(device, { lease, returnKey: makeDeviceRequest(device).returnKey }));
      },
      field: 'returnKey',
    },
  },
  ack_unknown: {
    'imports the acknowledgement of a bundle that was never made': {
      provoke: (at) =>
        at.importFile(makeAcknowledgement(at.vendor, { site: ofSite(at), epoch: 1, seq: 1, digest: 'A'.repeat(43) })),
      field: 'seq',
    },
  },
  ack_mismatch: {
    'imports the acknowledgement of a bundle of another content': {
      provoke: async (at) => {
        await at.must('POST /sync', { json: {} });
        const digest = 'A'.repeat(43);
        return at.importFile(makeAcknowledgement(at.vendor, { site: ofSite(at), epoch: 1, seq: 1, digest }));
      },
      field: 'digest',
    },
  },
  too_large: {
    'imports a file of more than 64 MiB': {
      provoke: async (at) => {
        const authorization = `Bearer ${await tokenFor(at)}`;
        const length = 64 * 1024 * 1024 + 1;
        const head = `POST /admin/v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n`;
        return sendRaw(at.console, `${head}Content-Type: application/jose\r\nContent-Length: ${length}\r\n\r\n`);
      },
    },
  },
  media_type: {
    'sends what is not called JSON': {
      provoke: (at) => at.ask('POST /handshakes', { json: {}, headers: { 'content-type': 'text/plain' } }),
    },
  },
  rate_limited: {
    'guesses a one-time code for the eleventh time': {
      provoke: async (at) => {
        for (let guess = 1; guess <= 10; guess++)
          await at.ask('POST /session', { as: null, json: { code: `guess ${guess}` } });
        return at.ask('POST /session', { as: null, json: { code: 'guess 11' } });
      },
      retryAfter: 60,
    },
  },
  overloaded: {
    'opens one more event stream than are served': {
      provoke: async (at) => {
        const authorization = `Bearer ${await tokenFor(at)}`;
        for (let stream = 0; stream < 200; stream++) await openStream(`${at.console}/admin/v1/events`, authorization);
        return at.ask('GET /events');
      },
      retryAfter: 30,
    },
  },
} satisfies ProblemScenarios;

async function tokenFor(at: ListeningSite): Promise<string> {
  return (await at.must('POST /tokens', { json: { name: 'script', role: 'operator' } })).json.token;
}

/** Resolves once the server has begun to stream. */
function openStream(url: string, authorization: string): Promise<void> {
  return new Promise((done, fail) => {
    get(url, { headers: { authorization } }, (response) => {
      response.resume().on('error', () => undefined);
      done();
    }).on('error', fail);
  });
}
