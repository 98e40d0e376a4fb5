import type { EpochSeconds } from '../../licensing/time.ts';
import {
  type VerifiedActivationRequest,
  verifyActivationRequest,
  verifyPreviousKey,
} from '../../protocol/activation-request.ts';
import { kidOf, type TrustedKey } from '../../protocol/jwk.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/store.ts';

/** The site that an activation request stands for, before it is written down. */
export type RequestingSite = {
  readonly uuid: string;
  readonly key: TrustedKey;
  readonly machines: VerifiedActivationRequest['request']['machines'];
  /** What the vendor's records must learn: a first sight, a key that follows the known one, or nothing. */
  readonly change: 'first' | 'new-key' | null;
};

/**
 * Verifies an activation request against the sites that are known.
 * @throws Refusal `site_conflict` when the site is known with another key and does not prove that this one follows it
 */
export async function findRequestingSite(store: Store, request: string): Promise<RequestingSite> {
  const verified = await verifyActivationRequest(request);
  const { iss: uuid, machines } = verified.request;
  const site = store.sites.find(uuid);
  const found = (change: RequestingSite['change']) => ({ uuid, key: verified.signing, machines, change });
  if (site === null) return found('first');
  if (site.retiredAt !== null) throw retired(uuid);
  if (site.thumbprint === verified.signing.thumbprint) return found(null);
  const keys = store.sites.listKeys(uuid);
  if (keys.some(({ thumbprint }) => thumbprint === verified.signing.thumbprint)) throw replaced(uuid);
  await checkSuccession(
    verified,
    keys.filter(({ thumbprint }) => thumbprint === site.thumbprint),
  );
  return found('new-key');
}

/** Writes down what a request taught about its site. Belongs into the transaction that issues. */
export function insertRequestingSite(store: Store, site: RequestingSite, now: EpochSeconds): void {
  if (site.change === 'first') store.sites.insert(site.uuid, site.key, now);
  if (site.change === 'new-key') store.sites.changeKey(site.uuid, site.key, now);
}

async function checkSuccession(
  { request, signing, previous }: VerifiedActivationRequest,
  known: readonly TrustedKey[],
) {
  const sentence = `The site ${request.iss} is known with another key than ${kidOf(signing.thumbprint)}, which signed this request`;
  if (previous === null) throw new Refusal('site_conflict', { sentence: `${sentence}.` });
  try {
    await verifyPreviousKey(previous.token, known, signing.thumbprint);
  } catch (cause) {
    throw new Refusal('site_conflict', { sentence: `${sentence}, and the known key does not vouch for it.`, cause });
  }
}

function replaced(uuid: string): Refusal {
  return new Refusal('site_conflict', {
    sentence: `This request was signed with a key that the site ${uuid} has replaced since.`,
    next: 'Ask the site for a new activation request.',
  });
}

function retired(uuid: string): Refusal {
  return new Refusal('site_unknown', {
    sentence: `The site ${uuid} was retired.`,
    next: `If it is in use after all: causeway-issuer sites retire ${uuid} --undo.`,
  });
}
