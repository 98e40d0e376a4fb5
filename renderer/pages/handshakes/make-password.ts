/** Without characters that look alike: 0 O o, 1 l I. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A session password that nobody guesses, in four groups that can be read over the telephone. */
export function makePassword(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(64))].filter((byte) => byte < 4 * alphabet.length);
  const characters = bytes.slice(0, 20).map((byte) => alphabet.charAt(byte % alphabet.length));
  return [0, 5, 10, 15].map((at) => characters.slice(at, at + 5).join('')).join('-');
}
