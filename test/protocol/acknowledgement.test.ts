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

test('of no bundle there is no digest, whether left out or null', () => {
  const nothing = { ...payloads.acknowledgementOfNothing, digest: null };
  expect(parseAcknowledgementPayload(nothing)).toEqual(nothing);
});
