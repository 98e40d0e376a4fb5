import { expect, test } from 'vitest';
import {
  parseHealthAnswer,
  parseLeaseAnswer,
  parseProblem,
  parseSiteAnswer,
  parseUsageAnswer,
} from '../../protocol/device-answer.ts';
import { refusalOf } from '../vectors/vector-file.ts';

const problem = {
  type: 'urn:causeway:problem:quota_exhausted',
  title: 'All that was bought and tolerated is in use.',
  status: 409,
  code: 'quota_exhausted',
  detail: 'All that was bought and tolerated is in use.',
  requestId: 'r-1',
};

test.each([
  ['a lease', parseLeaseAnswer, { lease: 'a.b.c' }],
  ['the booking of a report', parseUsageAnswer, { report: 7, accepted: 1, duplicate: false }],
  [
    'a site',
    parseSiteAnswer,
    { site: '6f1c9c3e-2a54-4e0b-9d53-0c7f3a1b2c4d', time: 1_780_000_000, statement: 'a.b.c', delegations: [] },
  ],
  ['health', parseHealthAnswer, { status: 'ok', role: 'main', version: '1.2.3', protocol: [1] }],
  ['bad health', parseHealthAnswer, { status: 'degraded', reason: 'the disk is full' }],
  ['a problem', parseProblem, problem],
  ['a denial', parseProblem, { ...problem, field: 'org', retryAfter: 0, expect: 1, proof: 'a.b.c', later: true }],
])('reads the answer of %s', (_title, parse, answer) => {
  expect(parse(answer)).toEqual(answer);
});

test.each([
  ['a lease that is no token', parseLeaseAnswer, { lease: 'hello' }],
  ['a page of a captive portal', parseLeaseAnswer, '<html>'],
  ['a booking without number', parseUsageAnswer, { accepted: 1, duplicate: false }],
  [
    'a site with another time',
    parseSiteAnswer,
    { site: '6f1c9c3e-2a54-4e0b-9d53-0c7f3a1b2c4d', time: 'now', statement: 'a.b.c', delegations: [] },
  ],
  ['health of another service', parseHealthAnswer, { status: 'UP' }],
  ['a problem of a code that does not exist', parseProblem, { ...problem, code: 'toString' }],
  ['a success as a problem', parseProblem, { ...problem, status: 200 }],
  ['nothing', parseProblem, null],
])('takes %s for no answer', async (_title, parse, answer) => {
  expect(await refusalOf(() => parse(answer))).toMatchObject({ outcome: 'unreachable' });
});
