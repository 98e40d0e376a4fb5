import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DenialCode } from '../../licensing/denial.ts';
import { CODES, type Code, isDenialCode } from '../../protocol/codes.ts';
import { verifyDelegation } from '../../protocol/delegation.ts';
import { verifyDenialProof } from '../../protocol/denial-proof.ts';
import { codes as german } from '../../renderer/text/de/codes.ts';
import { codes as english } from '../../renderer/text/en/codes.ts';
import { payloadOf } from '../support/plain-device.ts';
import { CONSOLE_PROBLEMS } from './support/console-problems.ts';
import { DENIAL_SCENARIOS, type DenialScenario } from './support/denial-scenarios.ts';
import { DEVICE_PROBLEMS } from './support/device-problems.ts';
import { type HttpAnswer, sendHttp } from './support/http-answer.ts';
import { type ListeningSite, listen, uuidOf } from './support/listening-site.ts';
import type { ProblemScenario } from './support/problem-scenario.ts';

/** Codes with a status that nothing answers yet, and why. */
const NOT_REACHABLE_YET: Readonly<Partial<Record<Code, string>>> = {
  // What devices make of it is in test/sdk/work.test.ts: they ask the next server.
  standby: 'There is no standby server yet; every server is the main one, and says so in /v1/health.',
};

/** Where the codes without a status are produced: by the vendor's desk and by the SDK, never in an answer of a site. */
const PRODUCED_ELSEWHERE: Readonly<Partial<Record<Code, string>>> = {
  bundle_gap: 'test/issuer/bundles/ingest-bundle.test.ts',
  bundle_duplicate: 'test/issuer/bundles/ingest-bundle.test.ts',
  bundle_edited: 'test/issuer/bundles/ingest-bundle.test.ts',
  bundle_foreign: 'test/issuer/bundles/ingest-bundle.test.ts',
  bundle_fork: 'test/issuer/bundles/ingest-bundle.test.ts',
  site_unknown: 'test/issuer/bundles/ingest-bundle.test.ts',
  site_conflict: 'test/issuer/bundles/ingest-bundle.test.ts',
  clock_rolled_back: 'test/sdk/offline.test.ts',
  unreachable: 'test/sdk/work.test.ts',
};

describe('a denial', () => {
  it.each(Object.entries(DENIAL_SCENARIOS) as [DenialCode, DenialScenario][])(
    '%s is answered with a proof and shown to the administrator',
    async (code, { given = (site) => site.license(), says = {}, handshake = '200001-default' }) => {
      await using at = await listen();
      await given(at);
      const first = at.site.time.now;
      const denied = await at.acquire('a', says);
      expectProblem(denied, code, { proof: expect.any(String) });
      const { product } = { product: 'barcode-reader', ...says };
      const device = await uuidOf('a');
      const proof = { iss: 'acme-vision', sub: device, product, code, iat: first };
      expect(await verifyAsDevice(at, denied.json.proof)).toEqual(proof);
      expect(payloadOf(denied.json.proof)).toEqual(proof);

      const shown = { vendor: 'acme-vision', code, handshake, product, device, address: '127.0.0.1', first };
      expect(await listDenials(at)).toMatchObject([{ ...shown, last: first, count: 1 }]);
      at.site.time.now += 60;
      expectProblem(await at.acquire('a', says), code, { proof: expect.any(String) });
      expect(await listDenials(at)).toMatchObject([{ ...shown, last: first + 60, count: 2 }]);
    },
  );
});

describe('a device that', () => {
  it.each(listScenarios(DEVICE_PROBLEMS))('%s is answered %s', async (_how, code, scenario) => {
    await expectProvoked(code, scenario);
  });

  it('could not be answered for want of room is served when there is room again', async () => {
    await using at = await listen();
    await at.license();
    expect((await DEVICE_PROBLEMS.storage_full['asks while there is no room for a lease'].provoke(at)).status).toBe(
      503,
    );
    at.site.tamper('DROP TRIGGER brim_full');
    expect((await at.acquire('a')).status).toBe(201);
  });
});

describe('an administrator who', () => {
  it.each(listScenarios(CONSOLE_PROBLEMS))('%s is answered %s', async (_how, code, scenario) => {
    await expectProvoked(code, scenario);
  });
});

describe('the registry', () => {
  const codes = Object.keys(CODES) as Code[];

  it('has no code with a status that is neither provoked here nor told why not', () => {
    const provoked = [DENIAL_SCENARIOS, DEVICE_PROBLEMS, CONSOLE_PROBLEMS, NOT_REACHABLE_YET].flatMap(Object.keys);
    expect([...new Set(provoked)].sort()).toEqual(codes.filter((code) => CODES[code].status !== null).sort());
    expect(Object.keys(DENIAL_SCENARIOS).sort()).toEqual(codes.filter(isDenialCode).sort());
    const both = Object.keys(NOT_REACHABLE_YET).filter((code) => code in DEVICE_PROBLEMS || code in CONSOLE_PROBLEMS);
    expect(both).toEqual([]);
  });

  it('has no code without a status that no test of the vendor or the SDK produces', () => {
    expect(Object.keys(PRODUCED_ELSEWHERE).sort()).toEqual(codes.filter((code) => CODES[code].status === null).sort());
    for (const [code, file] of Object.entries(PRODUCED_ELSEWHERE)) {
      const path = resolve(import.meta.dirname, '../..', file);
      expect([file, existsSync(path)]).toEqual([file, true]);
      expect([
        file,
        readFileSync(path, 'utf8')
          .replaceAll(/\/\/.*/g, '')
          .includes(code),
      ]).toEqual([file, true]);
    }
  });

  it.each([
    ['English', english],
    ['German', german],
  ])(
    'tells the administrator in %s what each code means and what to do next, each denial in words of its own',
    (_language, texts) => {
      expect(Object.keys(texts).sort()).toEqual([...codes].sort());
      const denials = codes.filter(isDenialCode).map((code) => texts[code]);
      for (const { meaning, next } of codes.map((code) => texts[code])) {
        expect(meaning).toMatch(sentence);
        expect(next).toMatch(/^\p{Lu}\S*( \S+)*\.$/u);
        expect(next).not.toBe(meaning);
      }
      for (const { meaning, next } of denials) {
        expect(next).toMatch(sentence);
        // Words of the protocol are for programmers.
        expect(`${meaning} ${next}`).not.toMatch(/`|_|\bseq\b|\bproof\b|\bjti\b/);
      }
      expect(new Set(denials.map(({ meaning }) => meaning)).size).toBe(denials.length);
    },
  );
});

/** Begins with a capital, ends with a full stop, and has some words in between. */
const sentence = /^\p{Lu}\S*( \S+){2,}\.$/u;

type Row = readonly [how: string, code: Code, scenario: ProblemScenario];

function listScenarios(scenarios: Readonly<Record<string, Readonly<Record<string, ProblemScenario>>>>): Row[] {
  return Object.entries(scenarios).flatMap(([code, ways]) =>
    Object.entries(ways).map(([how, scenario]): Row => [how, code as Code, scenario]),
  );
}

async function expectProvoked(code: Code, { provoke, ...facts }: ProblemScenario): Promise<void> {
  await using at = await listen();
  await at.license();
  expectProblem(await provoke(at), code, facts);
}

/** Exactly the members of RFC 9457 and protocol.md section 5, no more. */
function expectProblem({ status, headers, json }: HttpAnswer, code: Code, facts: object): void {
  expect(json).toEqual({
    type: `urn:causeway:problem:${code}`,
    title: CODES[code].meaning,
    status: CODES[code].status,
    code,
    detail: expect.stringMatching(sentence),
    requestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    ...facts,
  });
  // What to do next, or what exactly is wrong: more than the title says.
  expect(json.detail).not.toBe(json.title);
  expect(status).toBe(CODES[code].status);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(headers['cache-control']).toBe('no-store');
  const { retryAfter } = facts as { readonly retryAfter?: number };
  expect(headers['retry-after']).toBe(retryAfter === undefined ? undefined : String(retryAfter));
}

/** As an SDK does: the vendor's key, the delegation, the site's key, the proof. */
async function verifyAsDevice(at: ListeningSite, proof: string): Promise<unknown> {
  const { json } = await sendHttp(at.device, { method: 'GET', path: '/v1/site?vendor=acme-vision' });
  const { siteKey } = await verifyDelegation(json.delegations[0], at.vendor.signing);
  return verifyDenialProof(proof, [siteKey]);
}

async function listDenials(at: ListeningSite): Promise<unknown> {
  return (await at.must('GET /denials')).json.items;
}
