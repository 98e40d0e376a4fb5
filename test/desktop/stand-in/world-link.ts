import { type Callable, decode, encode } from './codec.ts';

/**
 * One end of the bridge between the page's world and the preload's: they see the same document and nothing else of each
 * other, so functions are called by events of names that nobody can guess.
 */
export type WorldLink = {
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
};

type Done = { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void };

export function openWorldLink(secret: string, me: 'page' | 'preload'): WorldLink {
  const other = me === 'page' ? 'preload' : 'page';
  const functions: Callable[] = [];
  const waiting = new Map<number, Done>();
  let calls = 0;
  let returned: readonly [string, string?] | undefined;
  const fire = (what: string, body: unknown): void => {
    document.dispatchEvent(new CustomEvent(`${secret}:${other}:${what}`, { detail: JSON.stringify(body) }));
  };
  const hear = (what: string, listener: (body: never) => void): void => {
    document.addEventListener(`${secret}:${me}:${what}`, (event) =>
      listener(JSON.parse((event as CustomEvent<string>).detail) as never),
    );
  };
  const numberOf = (fn: Callable): number => {
    if (!functions.includes(fn)) functions.push(fn);
    return functions.indexOf(fn);
  };
  const functionOf =
    (number: number): Callable =>
    (...args) => {
      calls += 1;
      const call = calls;
      returned = undefined;
      fire('call', [call, number, encode(args, { numberOf })]);
      const answer = returned as readonly [string, string?] | undefined;
      if (answer === undefined) throw new Error('The other world is gone.');
      if (answer[0] === 'promise') return new Promise((resolve, reject) => waiting.set(call, { resolve, reject }));
      const value = decode(answer[1] ?? '', { functionOf });
      if (answer[0] === 'thrown') throw value;
      return value;
    };
  hear('call', ([call, number, text]: [number, number, string]) => {
    try {
      const value = functions[number]?.(...(decode(text, { functionOf }) as unknown[]));
      if (!(value instanceof Promise)) return fire('returned', ['value', encode(value, { numberOf })]);
      value.then(
        (done) => fire('done', [call, true, encode(done, { numberOf })]),
        (error) => fire('done', [call, false, encode(error instanceof Error ? error : new Error(String(error)))]),
      );
      fire('returned', ['promise']);
    } catch (error) {
      fire('returned', ['thrown', encode(error)]);
    }
  });
  hear('returned', (answer: readonly [string, string?]) => {
    returned = answer;
  });
  hear('done', ([call, isWell, text]: [number, boolean, string]) => {
    const done = waiting.get(call);
    waiting.delete(call);
    const value = decode(text, { functionOf });
    if (isWell) done?.resolve(value);
    else done?.reject(value);
  });
  return { encode: (value) => encode(value, { numberOf }), decode: (text) => decode(text, { functionOf }) };
}
