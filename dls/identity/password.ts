import { createHmac, createSecretKey, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { createScryptQueue, type WorkQueue } from './scrypt-queue.ts';

/** Hashes and verifies passwords: of administrators, and session passwords of handshake codes. */
export type Passwords = {
  /**
   * The hash under which a password is stored: `$scrypt$ln=15,r=8,p=1$<salt>$<hash>`. Throws IdentityError `overloaded`.
   */
  hash(password: string): Promise<string>;
  /**
   * Whether `password` is the one of `stored`, compared in constant time; the same password verified at the same time
   * costs one scrypt. A hash that cannot be read, such as the empty text for a user who does not exist, matches nothing and
   * takes as long. Throws IdentityError `overloaded`.
   */
  verify(password: string, stored: string): Promise<boolean>;
  /** Whether that very pair was found right before, without scrypt: for the hot path. `false` says nothing. */
  isVerified(password: string, stored: string): boolean;
};

/** How passwords are hashed; the defaults are for use, others for tests. */
export type PasswordOptions = {
  readonly queue?: WorkQueue;
  /** How many verified passwords are remembered; default 1 000. */
  readonly remembered?: number;
  /** log2 of scrypt's N for new hashes; default 15, which takes 32 MiB and about 0.1 s. */
  readonly logN?: number;
};

/**
 * Makes the password checker of this process. Verified passwords are remembered in memory only, as HMAC-SHA-256 with a key
 * that lives as long as the process, so that a memory dump shows no password and a stored hash is of no use.
 */
export function createPasswords(options: PasswordOptions = {}): Passwords {
  const { queue = createScryptQueue(), remembered = 1000, logN = 15 } = options;
  // As a key object, since preparing raw bytes for each HMAC takes eight times as long as the HMAC.
  const processKey = createSecretKey(randomBytes(32));
  const decoy = { logN, r: 8, p: 1, salt: randomBytes(16) };
  const verified = new Set<string>();
  const running = new Map<string, Promise<boolean>>();

  const markOf = (password: string, stored: string): string =>
    createHmac('sha256', processKey).update(`${stored}\0${password}`).digest('base64url');

  const isKnown = (mark: string): boolean => {
    // Moved to the end, so that the least recently used is the first.
    if (!verified.delete(mark)) return false;
    verified.add(mark);
    return true;
  };

  const remember = (mark: string): void => {
    verified.add(mark);
    if (verified.size <= remembered) return;
    for (const oldest of verified) {
      verified.delete(oldest);
      return;
    }
  };

  const compute = async (password: string, stored: string, mark: string): Promise<boolean> => {
    const hash = findHash(stored);
    const found = await queue.run(() => derive(password, hash ?? decoy));
    const right = hash !== null && timingSafeEqual(found, hash.digest);
    if (right) remember(mark);
    return right;
  };

  return {
    async hash(password) {
      const cost = { logN, r: 8, p: 1, salt: randomBytes(16) };
      const digest = await queue.run(() => derive(password, cost));
      return encodeHash({ ...cost, digest });
    },
    verify(password, stored) {
      const mark = markOf(password, stored);
      if (isKnown(mark)) return Promise.resolve(true);
      const already = running.get(mark);
      if (already !== undefined) return already;
      const verdict = compute(password, stored, mark).finally(() => running.delete(mark));
      running.set(mark, verdict);
      return verdict;
    },
    isVerified: (password, stored) => isKnown(markOf(password, stored)),
  };
}

type Cost = { readonly logN: number; readonly r: number; readonly p: number; readonly salt: Buffer };

type Hash = Cost & { readonly digest: Buffer };

function derive(password: string, { logN, r, p, salt }: Cost): Promise<Buffer> {
  const N = 2 ** logN;
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 128 * N * r + 1024 * 1024 * (1 + p) };
    scrypt(password.normalize('NFC'), salt, 32, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function encodeHash({ logN, r, p, salt, digest }: Hash): string {
  return `$scrypt$ln=${logN},r=${r},p=${p}$${salt.toString('base64url')}$${digest.toString('base64url')}`;
}

/** Reads a stored hash whose cost is within what this program ever wrote or will write. */
function findHash(stored: string): Hash | null {
  const parts = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d)\$([\w-]{22})\$([\w-]{43})$/.exec(stored);
  if (parts === null) return null;
  const [logN, r, p] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (logN < 1 || logN > 18 || r !== 8 || p < 1) return null;
  return {
    logN,
    r,
    p,
    salt: Buffer.from(parts[4] ?? '', 'base64url'),
    digest: Buffer.from(parts[5] ?? '', 'base64url'),
  };
}
