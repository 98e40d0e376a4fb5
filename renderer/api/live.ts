import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { readAnew, TOPICS, type Topic } from './queries.ts';

/** How long a lost connection may take to come back before the page says that the server is away. */
const patienceMs = 4_000;

const retryMs = 3_000;

type Connection = 'connected' | 'away';

const listeners = new Set<() => void>();
let connection: Connection = 'connected';

function tell(next: Connection): void {
  if (next === connection) return;
  connection = next;
  for (const listener of listeners) listener();
}

/** Of one topic a page reads anew at most so often. */
const pauseMs = 2_000;

const touched = new Map<Topic, Set<() => void>>(TOPICS.map((topic) => [topic, new Set()]));
const pausing = new Map<Topic, { again: boolean }>();

/** Calls `onTouch` when something of the topic changed, for what reads itself anew. */
export function useTopic(topic: Topic, onTouch: () => void): void {
  const run = useEffectEvent(onTouch);
  useEffect(() => {
    const own = (): void => run();
    touched.get(topic)?.add(own);
    return () => void touched.get(topic)?.delete(own);
  }, [topic]);
}

/** Figures of one topic that follow from events of another. */
const following: Partial<Record<Topic, readonly (readonly [Topic, ...string[]])[]>> = {
  devices: [
    ['status', 'site'],
    ['licenses', 'items'],
    ['licenses', 'item'],
  ],
  usage: [['sync'], ['licenses', 'items'], ['licenses', 'item']],
  denials: [['handshakes', 'requests']],
  settings: [['status', 'site']],
};

function touch(client: QueryClient, topic: Topic): void {
  void readAnew(client, topic);
  for (const queryKey of following[topic] ?? []) void client.invalidateQueries({ queryKey });
  for (const listener of touched.get(topic) ?? []) listener();
}

/** Reads everything anew, the session included. */
function catchUp(client: QueryClient): void {
  // Lists decide by themselves what of them is read.
  void client.invalidateQueries({ predicate: ({ queryKey: [first] }) => first !== 'list' });
  void client.invalidateQueries({ queryKey: ['list'], refetchType: 'none' });
  for (const listeners of touched.values()) for (const listener of listeners) listener();
}

/** The first event at once, those that follow within the pause together at its end. */
function pace(topic: Topic, run: () => void): void {
  const pause = pausing.get(topic);
  if (pause !== undefined) {
    pause.again = true;
    return;
  }
  pausing.set(topic, { again: false });
  run();
  window.setTimeout(() => {
    const again = pausing.get(topic)?.again === true;
    pausing.delete(topic);
    if (again) pace(topic, run);
  }, pauseMs);
}

/** Whether the server is there, as the stream of live events finds it. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => connection,
  );
}

/** Keeps everything on screen up to date with the server's live events, as long as somebody is logged in. */
export function useLiveEvents(isOn: boolean, onEnded: () => void): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isOn) return;
    let source: EventSource | null = null;
    let away: number | null = null;
    let retry: number | null = null;
    // While nobody looks there is no stream.
    let isBehind = document.hidden;
    const connect = (): void => {
      source = new EventSource('/admin/v1/events');
      source.onopen = () => {
        if (away !== null) {
          window.clearTimeout(away);
          away = null;
        }
        // What happened in between was not told.
        if (isBehind) catchUp(client);
        isBehind = false;
        tell('connected');
      };
      source.onerror = () => {
        isBehind = true;
        away ??= window.setTimeout(() => tell('away'), patienceMs);
        if (source?.readyState !== EventSource.CLOSED) return;
        // Refused, not cut: the session may be over.
        onEnded();
        retry = window.setTimeout(connect, retryMs);
      };
      for (const topic of TOPICS) source.addEventListener(topic, () => pace(topic, () => touch(client, topic)));
    };
    const disconnect = (): void => {
      source?.close();
      for (const timer of [away, retry]) if (timer !== null) window.clearTimeout(timer);
      source = away = retry = null;
      isBehind = true;
    };
    // A browser has six connections to a server, for all of its windows.
    const follow = (): void => {
      if (document.hidden) disconnect();
      else if (source === null) connect();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      disconnect();
    };
  }, [client, isOn, onEnded]);
}
