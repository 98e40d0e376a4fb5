/** The list with the entry at `from` taken out and put in again at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const taken = list.slice(from, from + 1);
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...taken);
}
