import { scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPasswords } from '../../../dls/identity/password.ts';
import { createScryptQueue, type WorkQueue } from '../../../dls/identity/scrypt-queue.ts';

/** The cheapest cost, where the cost is not what is looked at. */
const logN = 4;

function counted(): WorkQueue & { readonly count: () => number } {
  const queue = createScryptQueue();
  let count = 0;
  return {
    count: () => count,
    run: (work) => {
      count += 1;
      return queue.run(work);
    },
  };
}

describe('a password', () => {
  it('is stored as salted scrypt with its cost, N 2^15', async () => {
    const passwords = createPasswords();
    const stored = await passwords.hash('low tide');
    const [, name, cost, salt = '', hash] = stored.split('$');
    expect([name, cost]).toEqual(['scrypt', 'ln=15,r=8,p=1']);
    const expected = scryptSync('low tide', Buffer.from(salt, 'base64url'), 32, {
      N: 32_768,
      r: 8,
      p: 1,
      maxmem: 2 ** 26,
    });
    expect(hash).toBe(expected.toString('base64url'));
    expect(await passwords.hash('low tide')).not.toBe(stored);
  });

  it('is found right, and every other wrong', async () => {
    const passwords = createPasswords({ logN });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (right, other) => {
        const stored = await passwords.hash(right);
        expect(await passwords.verify(right, stored)).toBe(true);
        expect(await passwords.verify(other, stored)).toBe(other.normalize('NFC') === right.normalize('NFC'));
      }),
    );
  });

  it('may be typed with composed or combining characters', async () => {
    const passwords = createPasswords({ logN });
    expect(await passwords.verify('Ku\u0308ste', await passwords.hash('K\u00fcste'))).toBe(true);
  });

  it('verifies by the cost in its hash, whatever the cost of new hashes is', async () => {
    const stored = await createPasswords({ logN: 5 }).hash('old');
    expect(await createPasswords({ logN }).verify('old', stored)).toBe(true);
  });

  it.each([
    '',
    'low tide',
    '$scrypt$ln=4,r=8,p=1$$',
    '$scrypt$ln=0,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$scrypt$ln=31,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$scrypt$ln=15,r=99,p=9$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$argon$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('never matches a stored %j, and takes one scrypt to say so', async (stored) => {
    const queue = counted();
    expect(await createPasswords({ logN, queue }).verify('low tide', stored)).toBe(false);
    expect(queue.count()).toBe(1);
  });
});

describe('a verified password', () => {
  it('is known without another scrypt, and only with its own hash', async () => {
    const queue = counted();
    const passwords = createPasswords({ logN, queue });
    const [stored, changed] = [await passwords.hash('low tide'), await passwords.hash('low tide')];
    expect(passwords.isVerified('low tide', stored)).toBe(false);
    await passwords.verify('low tide', stored);
    expect(queue.count()).toBe(3);
    expect(await passwords.verify('low tide', stored)).toBe(true);
    expect(passwords.isVerified('low tide', stored)).toBe(true);
    expect(passwords.isVerified('low tide', changed)).toBe(false);
    expect(passwords.isVerified('high tide', stored)).toBe(false);
    expect(queue.count()).toBe(3);
  });

  it('is remembered by this process only', async () => {
    const passwords = createPasswords({ logN });
    const stored = await passwords.hash('low tide');
    await passwords.verify('low tide', stored);
    expect(createPasswords({ logN }).isVerified('low tide', stored)).toBe(false);
  });

  it('is not remembered when it was wrong', async () => {
    const queue = counted();
    const passwords = createPasswords({ logN, queue });
    const stored = await passwords.hash('low tide');
    for (let n = 0; n < 3; n += 1) expect(await passwords.verify('high tide', stored)).toBe(false);
    expect(queue.count()).toBe(4);
    expect(passwords.isVerified('high tide', stored)).toBe(false);
  });

  it('is forgotten when it was the least recently used of too many', async () => {
    const passwords = createPasswords({ logN, remembered: 2 });
    const [a, b, c] = [await passwords.hash('a'), await passwords.hash('b'), await passwords.hash('c')];
    await passwords.verify('a', a);
    await passwords.verify('b', b);
    expect(passwords.isVerified('a', a)).toBe(true);
    await passwords.verify('c', c);
    expect([passwords.isVerified('a', a), passwords.isVerified('b', b), passwords.isVerified('c', c)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('many devices at once', () => {
  it('with the same password cost one scrypt', async () => {
    const queue = counted();
    const passwords = createPasswords({ logN, queue });
    const stored = await passwords.hash('low tide');
    const verdicts = await Promise.all(Array.from({ length: 1000 }, () => passwords.verify('low tide', stored)));
    expect(new Set(verdicts)).toEqual(new Set([true]));
    expect(queue.count()).toBe(2);
  });

  it('with different wrong passwords are refused beyond the queue, and served again after', async () => {
    const passwords = createPasswords({ logN: 10 });
    const stored = await passwords.hash('low tide');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => passwords.verify(`guess ${n}`, stored)),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled').map((outcome) => outcome.value)).toEqual(
      Array.from({ length: 34 }, () => false),
    );
    for (const outcome of outcomes.slice(34))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'overloaded' } });
    expect(await passwords.verify('low tide', stored)).toBe(true);
  });
});
