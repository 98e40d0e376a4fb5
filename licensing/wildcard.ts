/** Whether `text` matches a pattern in which `*` stands for any characters, also none; upper and lower case are equal. */
export function matchesWildcard(pattern: string, text: string): boolean {
  return matches(pattern.toLowerCase(), text.toLowerCase());
}

/**
 * Whether a host name is the domain of an entry or under it; `*` in the entry stands for any characters within one
 * label (rules.md section 2).
 */
export function matchesDomain(entry: string, host: string): boolean {
  const wanted = labelsOf(entry);
  const given = labelsOf(host);
  const under = given.length - wanted.length;
  return under >= 0 && wanted.every((label, i) => matches(label, given[under + i] as string));
}

/** Labels of a domain name, without the dot that may stand for the root at its end. */
function labelsOf(name: string): readonly string[] {
  return name.toLowerCase().replace(/\.$/, '').split('.');
}

/** Greedy matching that goes back to the last `*` only, so its cost is at most the product of the two lengths. */
function matches(pattern: string, text: string): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let t = 0; t < text.length; ) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
