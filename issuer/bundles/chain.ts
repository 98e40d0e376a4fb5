/** A bundle as the chain sees it. */
export type Link = {
  readonly epoch: number;
  readonly seq: number;
  readonly digest: string;
  readonly prev: string | null;
};

/** What the vendor holds of a site around one bundle; early ones that wait are held too. */
export type Neighbours = {
  /** The newest booked bundle of the newest epoch. */
  readonly head: Pick<Link, 'epoch' | 'seq'> | null;
  /** The bundle held under the same number. */
  readonly same: Link | null;
  /** The one held before it in its epoch, and whether it is booked. */
  readonly before: (Link & { readonly booked: boolean }) | null;
  /** The one held after it in its epoch. */
  readonly after: Link | null;
};

/** What becomes of a bundle. */
export type Placement =
  | { readonly kind: 'book' }
  /** It is kept until the bundle before it comes. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'duplicate' }
  /** Two bundles bear the number `seq`; `digest` is the one that the vendor goes by. */
  | { readonly kind: 'fork'; readonly seq: number; readonly digest: string };

/**
 * Decides where a bundle belongs (protocol.md section 7). Within an epoch each one follows the one before, which it names
 * by its digest. The first of a higher epoch is taken on top of whatever is held, since the site may have lost what came
 * before; so is one of an epoch that is over, which closes nothing any more. A bundle that contradicts one that is held is
 * a fork: the site's records were put back.
 */
export function decidePlacement(bundle: Link, { head, same, before, after }: Neighbours): Placement {
  if (same?.digest === bundle.digest) return { kind: 'duplicate' };
  if (before !== null && bundle.prev !== before.digest) return fork(before.seq, before.digest);
  if (same !== null) return fork(same.seq, same.digest);
  if (after !== null && after.prev !== null && after.prev !== bundle.digest) return fork(bundle.seq, after.prev);
  if (bundle.seq === 1 || before?.booked === true) return { kind: 'book' };
  return head !== null && bundle.epoch < head.epoch ? { kind: 'book' } : { kind: 'wait' };
}

function fork(seq: number, digest: string): Placement {
  return { kind: 'fork', seq, digest };
}
