import { parseLeaseAnswer } from '../protocol/device-answer.ts';
import { type AcquireMessage, encodeAcquire } from '../protocol/device-api.ts';
import { ProtocolError } from '../protocol/error.ts';
import { type Exchange, problemOf, siteFrame, undecided } from './exchange.ts';
import type { Answer } from './ports.ts';
import { parseJson, type SiteLink, type TrustedSite } from './site-link.ts';
import type { ProvenDenial } from './standing.ts';
import { type TrustedDelegation, type VerifiedLease, verifyDenial, verifyGrantedLease } from './trust.ts';
import { Unreachable } from './unreachable.ts';

/** What a server decided, verified down to a vendor key. */
export type AcquireOutcome =
  | { readonly outcome: 'granted'; readonly lease: VerifiedLease; readonly site: TrustedSite }
  | { readonly outcome: 'denied'; readonly denial: ProvenDenial; readonly site: TrustedSite };

/** How a request tells of the last lease: its `seq`, the lease itself as proof, or nothing. */
type Presenting = 'seq' | 'lease' | 'nothing';

/**
 * Asks one server for a lease, or for a new one in place of the last: the same call (rules.md section 4).
 * @param withLease whether the last lease goes along from the start, as a server asked that does not know this device
 * @throws Unreachable or a network error: anything that decides nothing
 */
export async function acquireFrom(link: SiteLink, exchange: Exchange, withLease = false): Promise<AcquireOutcome> {
  const site = await link.trust(siteFrame(exchange));
  const answer = await ask(link, exchange, site, withLease ? 'lease' : 'seq');
  try {
    return await judge(answer, site, exchange);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return await judgeAnew(link, exchange, answer);
  }
}

/** What a request for a lease says, in a message or in a file, apart from the device itself. */
export function acquireFields(
  exchange: Exchange,
  held: VerifiedLease | null,
  presenting: Presenting,
): Omit<AcquireMessage, 'device'> {
  const { features, instances } = exchange.wish();
  const { machine, productId } = exchange.machine;
  return {
    ...exchange.settings.request,
    ...(features.length > 0 && { features }),
    ...(instances !== null && { instances }),
    ...(machine !== null && { machine }),
    ...(productId !== null && { productId }),
    ...(held !== null && presenting !== 'nothing' && { seq: held.lease.seq }),
    ...(held !== null && presenting === 'lease' && { lease: held.text }),
  };
}

/** A delegation or key that is newer than the statement read last explains what does not verify; read it once more. */
async function judgeAnew(link: SiteLink, exchange: Exchange, answer: Answer): Promise<AcquireOutcome> {
  link.distrust();
  const site = await link.trust(siteFrame(exchange));
  try {
    return await judge(answer, site, exchange);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new Unreachable(error.detail, { cause: error });
  }
}

async function judge(answer: Answer, site: TrustedSite, exchange: Exchange): Promise<AcquireOutcome> {
  if (answer.status === 200 || answer.status === 201) {
    const { lease } = parseLeaseAnswer(parseJson(answer.text));
    return { outcome: 'granted', lease: await verifyNewLease(lease, site.by, exchange), site };
  }
  const problem = problemOf(answer);
  if (problem.proof === undefined) throw undecided(problem);
  const { settings, device, time, memory } = exchange;
  const { vendor, product } = settings;
  const frame = { vendor, product, device: device(), now: time.now(), notBefore: memory().lastLeaseAt };
  return { outcome: 'denied', denial: await verifyDenial(problem.proof, site.by, frame), site };
}

async function verifyNewLease(text: string, by: TrustedDelegation, exchange: Exchange): Promise<VerifiedLease> {
  const { settings, device, memory, held, wish } = exchange;
  const asked = { vendor: settings.vendor, product: settings.product, features: wish().features, device: device() };
  const verified = await verifyGrantedLease(text, by, asked, memory().lastLeaseAt);
  if (verified.lease.jti === held()?.lease.jti)
    throw new Unreachable('It gave out the last lease again instead of a new one.');
  return verified;
}

async function ask(link: SiteLink, exchange: Exchange, site: TrustedSite, presenting: Presenting): Promise<Answer> {
  const held = exchange.held();
  // `seq` is sent only to the site that made it.
  const ours = held !== null && held.site === site.by.delegation.sub ? held : null;
  const answer = await link.post('/v1/leases', bodyOf(exchange, ours, presenting), siteFrame(exchange));
  const asksForProof = answer.status === 409 && problemOf(answer).code === 'proof_required';
  const refusesProof = answer.status === 400 && presenting === 'lease' && problemOf(answer).code === 'lease_invalid';
  if (ours === null || presenting === 'nothing' || !(asksForProof || refusesProof)) return answer;
  return ask(link, exchange, site, presenting === 'seq' ? 'lease' : 'nothing');
}

function bodyOf(exchange: Exchange, held: VerifiedLease | null, presenting: Presenting): string {
  return encodeAcquire({ device: exchange.memory().deviceKey, ...acquireFields(exchange, held, presenting) });
}
