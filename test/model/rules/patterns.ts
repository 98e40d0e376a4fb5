/** `*` stands for any characters, or for any but a dot; upper and lower case are equal. */
function matchesPattern(pattern: string, text: string, star: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join(star)}$`, 'is').test(text);
}

export const matchesName = (pattern: string, text: string): boolean => matchesPattern(pattern, text, '.*');

/** "A domain entry matches itself and its subdomains, `*` in it any characters within one label." */
export function matchesDomain(pattern: string, text: string): boolean {
  const labels = text.split('.');
  return labels.some((_, from) => matchesPattern(pattern, labels.slice(from).join('.'), '[^.]*'));
}

/** An address, or a network as `10.1.0.0/16`. */
export function matchesAddress(entry: string, address: string): boolean {
  const [network = '', bits] = entry.split('/');
  if (bits === undefined) return network === address;
  const width = Number(bits);
  return bitsOf(network).slice(0, width) === bitsOf(address).slice(0, width);
}

const bitsOf = (address: string): string =>
  address
    .split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('');

/** Versions compare as dot-separated numbers; a short upper bound is a prefix. */
export function isWithinVersions(version: string, from: string | undefined, to: string | undefined): boolean {
  const parts = numbersOf(version);
  if (from !== undefined && compareNumbers(parts, numbersOf(from)) < 0) return false;
  if (to === undefined) return true;
  const bound = numbersOf(to);
  return compareNumbers(parts.slice(0, bound.length), bound) <= 0;
}

const numbersOf = (version: string): readonly number[] => version.split('.').map(Number);

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
