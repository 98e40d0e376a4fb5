/** What consoles that listen are told: a page that shows `topic` reads it anew. */
export type LiveEvent = {
  readonly topic:
    | 'status'
    | 'licenses'
    | 'handshakes'
    | 'devices'
    | 'leases'
    | 'usage'
    | 'denials'
    | 'alerts'
    | 'sync'
    | 'ledger'
    | 'backups'
    | 'settings';
  readonly data?: Readonly<Record<string, unknown>>;
};

/** Hands live events to whoever listens in this process. */
export type EventBus = {
  emit(event: LiveEvent): void;
  /** Ends the subscription when called. */
  listen(listener: (event: LiveEvent) => void): () => void;
};

export function createEventBus(): EventBus {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
