/** Acts wait for each other in the order in which they came, those of each `owner` apart. */
export type Queue = <T>(owner: object, act: () => Promise<T>) => Promise<T>;

/** For work that awaits more than a unit of work may, and must still not overlap. */
export function createQueue(): Queue {
  const running = new WeakMap<object, Promise<unknown>>();
  return (owner, act) => {
    const before = running.get(owner) ?? Promise.resolve();
    const result = before.then(act, act);
    running.set(
      owner,
      result.catch(() => undefined),
    );
    return result;
  };
}
