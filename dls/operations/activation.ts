import type { Deps } from '../deps.ts';
import { makeActivationRequest } from '../identity/activation-request.ts';
import { rotateSiteKey } from '../identity/site-identity.ts';
import { readMachineIdentifiers } from '../machine/machine-identifiers.ts';
import { findAnswer, keepAnswer, type Once } from './once.ts';

export type ActivationDeps = Pick<
  Deps,
  'folder' | 'version' | 'identity' | 'machine' | 'clock' | 'store' | 'events' | 'passphrase'
>;

/**
 * The activation request for the vendor (protocol.md section 2). The identifiers of the machine are read anew, so that a
 * request made after a move names the machine the site runs on now.
 */
export async function activationRequest(deps: ActivationDeps): Promise<string> {
  const { current } = deps.identity;
  deps.machine.current = await readMachineIdentifiers(current.site);
  return makeActivationRequest(current, {
    machines: deps.machine.current.identifiers,
    version: deps.version,
    now: deps.clock.read().now,
  });
}

/**
 * Gives the site a new signing key. The old one goes on signing for each vendor until a license file of theirs answers
 * the next activation request, so no device notices.
 */
export async function renewSiteKey(
  deps: ActivationDeps,
  { actor, once }: { readonly actor: string; readonly once: Once | null },
): Promise<void> {
  if (once !== null && (await deps.store.transact((tx) => findAnswer(tx, once))) !== null) return;
  const before = deps.identity.current.current.thumbprint;
  const { now } = deps.clock.read();
  const identity = await rotateSiteKey(deps.folder, { passphrase: deps.passphrase, now });
  deps.identity.current = identity;
  await deps.store.transact(async (tx) => {
    const data = { key: identity.current.thumbprint, before };
    await tx.ledger.append({ kind: 'site-key-changed', actor, data });
    if (once !== null) await keepAnswer(tx, once, null);
    tx.afterCommit(() => deps.events.emit({ topic: 'status' }));
  });
}

/** A name that tells requests of several sites apart on one stick. */
export function activationFileName({ identity }: Pick<Deps, 'identity'>): string {
  return `causeway-${identity.current.site.slice(0, 8)}.cwreq`;
}
