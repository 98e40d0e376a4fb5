import { describe, expect, test } from 'vitest';
import { verifyAcknowledgement } from '../../protocol/acknowledgement.ts';
import { verifyActivationRequest } from '../../protocol/activation-request.ts';
import { verifyBundleToken } from '../../protocol/bundle.ts';
import { verifyCard } from '../../protocol/card.ts';
import { verifyDelegation } from '../../protocol/delegation.ts';
import { verifyDenialProof } from '../../protocol/denial-proof.ts';
import type { TrustedKey } from '../../protocol/jwk.ts';
import { verifyLease } from '../../protocol/lease.ts';
import { verifyLicense } from '../../protocol/license.ts';
import { verifySiteStatement } from '../../protocol/site-statement.ts';
import { casesOf, expectedRefusal, refusalOf, trustedKeys } from '../vectors/vector-file.ts';

type Verifier = (text: string, keys: readonly TrustedKey[]) => Promise<unknown>;

const VERIFIERS: Readonly<Record<string, Verifier>> = {
  'vendor-card': (text, keys) => verifyCard(text, keys.length === 0 ? null : keys),
  'activation-request': (text) => verifyActivationRequest(text),
  license: verifyLicense,
  delegation: verifyDelegation,
  lease: verifyLease,
  'denial-proof': verifyDenialProof,
  'site-statement': verifySiteStatement,
  'sync-bundle': verifyBundleToken,
  acknowledgement: verifyAcknowledgement,
};

describe.each(Object.entries(VERIFIERS))('%s', (name, verify) => {
  test.each(casesOf(name, true))('accepts: $title', async ({ text, keys }) => {
    await expect(verify(text, trustedKeys(...keys))).resolves.toBeDefined();
  });

  test.each(casesOf(name, false))('refuses: $title', async (row) => {
    expect(await refusalOf(() => verify(row.text, trustedKeys(...row.keys)))).toEqual(expectedRefusal(row));
  });
});
