/** Two different groups of a code, in order, by which the administrator shows that it is on paper. */
export function chooseGroups(count: number): readonly [first: number, second: number] {
  const [one = 0, other = 1] = crypto.getRandomValues(new Uint32Array(2));
  const first = one % count;
  const second = (first + 1 + (other % (count - 1))) % count;
  return first < second ? [first, second] : [second, first];
}

/** Whether somebody typed a group, however people write these characters. */
export function isGroup(typed: string, group: string): boolean {
  const plain = typed.toUpperCase().replaceAll(/\s/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return plain === group;
}
