import { setPriority } from 'node:os';

/** What consoles were told while they were open. */
export type Told = { events: number; csvBytes: number; csvRuns: number };

export type Clients = {
  /** Base URL of the console. */
  readonly console: string;
  readonly token: string;
  readonly consoles: number;
  readonly days: number;
};

const ended = new AbortController();
const told: Told = { events: 0, csvBytes: 0, csvRuns: 0 };

// People look at consoles from machines of their own: these take what of this one is left.
setPriority(5);
process.on('message', (message: Clients | 'end') => {
  if (message === 'end') ended.abort();
  else void open(message);
});

/** Keeps consoles open, each hearing every event and asking again for what the overview shows; one streams a year. */
async function open(clients: Clients): Promise<void> {
  const open = Array.from({ length: clients.consoles }, () => listen(clients));
  await Promise.all([...open, streamYears(clients)].map((one) => one.catch(unlessEnded)));
  process.send?.(told, () => process.disconnect());
}

function unlessEnded(error: unknown): void {
  if (!ended.signal.aborted) throw error;
}

async function listen({ console, token }: Clients): Promise<void> {
  const asked = { headers: { authorization: `Bearer ${token}` }, signal: ended.signal };
  const answer = await fetch(`${console}/admin/v1/events`, asked);
  for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    told.events += text.split('\n\n').length - 1;
    const shown = await fetch(`${console}/admin/v1/status`, asked);
    await shown.arrayBuffer();
  }
}

async function streamYears({ console, token, days }: Clients): Promise<void> {
  const asked = { headers: { authorization: `Bearer ${token}` }, signal: ended.signal };
  const to = Math.floor(Date.now() / 1_000);
  for (;;) {
    const answer = await fetch(`${console}/admin/v1/usage.csv?by=hour&from=${to - days * 86_400}&to=${to}`, asked);
    for await (const chunk of answer.body ?? []) told.csvBytes += chunk.length;
    told.csvRuns += 1;
  }
}
