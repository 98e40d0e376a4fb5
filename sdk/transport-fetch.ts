import type { Answer, Channel, Clock, Message, Transport } from './ports.ts';
import { joined } from './store-memory.ts';
import { Unreachable } from './unreachable.ts';

/** `fetch` of a browser, whose own check of the certificate takes the place of the pins (protocol.md section 5). */
export function fetchTransport(clock: Clock): Transport {
  return {
    open: (server) => {
      const open = new Set<AbortController>();
      return {
        send: (message) => exchange(server, message, clock, open),
        reset: () => {
          for (const controller of open) controller.abort(new Unreachable('The connection was given up.'));
        },
      } satisfies Channel;
    },
  };
}

async function exchange(server: URL, message: Message, clock: Clock, open: Set<AbortController>): Promise<Answer> {
  const { method, path, body, limits } = message;
  const controller = new AbortController();
  const late = new Unreachable(`It did not answer within ${limits.milliseconds / 1_000} s.`);
  const takeBack = clock.after(limits.milliseconds, () => controller.abort(late));
  open.add(controller);
  try {
    const response = await fetch(new URL(path, server), {
      method,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: controller.signal,
      ...(body !== null && { body, headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, text: await readText(response, limits.answerBytes), peer: { kind: 'browser' } };
  } finally {
    takeBack();
    open.delete(controller);
  }
}

async function readText(response: Response, most: number): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new TextDecoder().decode(joined(parts));
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Unreachable(`Its answer is longer than ${most} bytes.`);
    }
    parts.push(value);
  }
}
