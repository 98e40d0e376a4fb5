import { expect, test } from 'vitest';
import * as payloads from '../../build/vectors/payloads.ts';
import { parseAcknowledgementPayload, verifyAcknowledgement } from '../../protocol/acknowledgement.ts';
import { casesOf, trustedKeys } from '../vectors/vector-file.ts';

test('tells up to which bundle, what was locked and which licenses come along', async () => {
  const read = await Promise.all(
    casesOf('acknowledgement', true).map(({ text }) => verifyAcknowledgement(text, trustedKeys('vendor'))),
  );
  expect(read).toEqual([payloads.acknowledgement, payloads.acknowledgementOfNothing, payloads.forkAcknowledgement]);
});

test.each([null, ''])('of no bundle there is no digest, whether left out or %j', (digest) => {
  const nothing = { ...payloads.acknowledgementOfNothing, digest };
  expect(parseAcknowledgementPayload(nothing)).toEqual(nothing);
});

test.each([undefined, null, ''])('of a bundle names its digest, not %j', (digest) => {
  const unnamed = { ...payloads.acknowledgement, digest };
  expect(() => parseAcknowledgementPayload(unnamed)).toThrow(
    expect.objectContaining({ code: 'file_unknown', field: 'digest' }),
  );
});
