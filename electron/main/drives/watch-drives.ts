import type { DriveEdges, DriveFinder, KnownDrive } from './drive.ts';

export type DriveWatch = {
  /** The drives that are present now. */
  list(): Promise<readonly KnownDrive[]>;
  stop(): void;
};

export type DriveChange = {
  readonly present: readonly KnownDrive[];
  readonly inserted: readonly KnownDrive[];
  readonly removed: readonly KnownDrive[];
};

export type WatchOptions = {
  readonly finder: DriveFinder;
  readonly edges: DriveEdges;
  readonly onChange: (change: DriveChange) => void;
  readonly onFault: (error: unknown) => void;
  /** Calls back again and again until what it returns is called. */
  readonly repeat?: (look: () => void) => () => void;
};

const everyMs = 1_000;

/** Tells of drives that come and go, and at first of those that are there. */
export function watchDrives({ finder, edges, onChange, onFault, repeat = everySecond }: WatchOptions): DriveWatch {
  let signed: string | null = null;
  let known: readonly KnownDrive[] = [];
  let looking: Promise<void> | null = null;

  const look = async (): Promise<void> => {
    const sign = await finder.sign(edges);
    if (sign === signed) return;
    const present = await finder.list(edges);
    const had = new Set(known.map(({ id }) => id));
    const has = new Set(present.map(({ id }) => id));
    const inserted = present.filter(({ id }) => !had.has(id));
    const removed = known.filter(({ id }) => !has.has(id));
    signed = sign;
    known = present;
    if (inserted.length > 0 || removed.length > 0) onChange({ present, inserted, removed });
  };
  const lookOnce = (): Promise<void> => {
    looking ??= look()
      .catch(onFault)
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  void lookOnce();
  const stop = repeat(() => void lookOnce());
  return {
    // Space on a drive changes without a sign.
    list: async () => {
      await lookOnce();
      return finder.list(edges);
    },
    stop,
  };
}

function everySecond(look: () => void): () => void {
  const timer = setInterval(look, everyMs);
  return () => clearInterval(timer);
}
