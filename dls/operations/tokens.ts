import { randomBytes } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';
import { renewAccess } from '../site/access.ts';
import type { TokenRow } from '../store/console-tables.ts';
import { actOnce, type Once } from './once.ts';
import { digestOfSecret } from './session.ts';

/** An API token as consoles see one; the token itself is shown when it is made and never again. */
export type ShownToken = Omit<TokenRow, 'hash'>;

export type TokenDeps = Pick<Deps, 'store' | 'access'>;

type NewToken = {
  readonly name: string;
  readonly role: TokenRow['role'];
  readonly actor: string;
  readonly once: Once | null;
};

/** Makes an API token for scripts. Only its SHA-256 is stored. */
export function addToken(
  deps: TokenDeps,
  { name, role, actor, once }: NewToken,
): Promise<ShownToken & { readonly token: string }> {
  return deps.store.transact((tx) =>
    actOnce(tx, once, async () => {
      const token = `cw_${randomBytes(32).toString('base64url')}`;
      const shown = { id: randomBytes(6).toString('base64url'), name, role, createdAt: tx.time.now, createdBy: actor };
      await tx.tokens.insert({ ...shown, hash: digestOfSecret(token) });
      await tx.ledger.append({ kind: 'token-added', actor, data: { token: shown.id, name, role } });
      await renewAccess(deps.access, tx);
      return { ...shown, token };
    }),
  );
}

/** Ends a token at once. @throws Refusal `not_found` */
export async function removeToken(
  deps: TokenDeps,
  { id, actor }: { readonly id: string; readonly actor: string },
): Promise<void> {
  await deps.store.transact(async (tx) => {
    if (!(await tx.tokens.remove(id))) throw new Refusal('not_found', { detail: 'There is no token of that id.' });
    await tx.ledger.append({ kind: 'token-removed', actor, data: { token: id } });
    await renewAccess(deps.access, tx);
  });
}
