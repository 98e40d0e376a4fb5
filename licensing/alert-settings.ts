/** What an alert is about (rules.md section 6). */
export type AlertSubject =
  | 'quota'
  | 'peak'
  | 'overage'
  | 'failures'
  | 'term'
  | 'acknowledgement'
  | 'sync'
  | 'clock'
  | 'ledger'
  | 'machine'
  | 'backup-place'
  | 'backup'
  | 'disk';

/**
 * A step at which an alert fires: percent (`quota`, `peak`, `overage`, `failures`, `sync`), days before the end (`term`, 0
 * is the end itself) or days since (`acknowledgement`). `limit` is quota plus tolerance, `grace` the end of the grace
 * days, `now` a condition that alerts at once.
 */
export type Threshold = number | 'limit' | 'grace' | 'now';

/** Whether a subject alerts at all, and at which steps. */
export type SubjectSettings = { readonly enabled: boolean; readonly thresholds: readonly Threshold[] };

/** What the administrator set for each subject. */
export type AlertSettings = Readonly<Record<AlertSubject, SubjectSettings>>;

const at = (...thresholds: Threshold[]): SubjectSettings => ({ enabled: true, thresholds });

/** The defaults of the table in rules.md section 6. */
export const ALERT_DEFAULTS: AlertSettings = {
  quota: at(75, 90, 100, 'limit'),
  peak: at(90, 100),
  overage: at(50, 75, 90, 100),
  failures: at(20, 40, 60, 80, 100),
  term: at(60, 30, 14, 7, 3, 1, 0, 'grace'),
  acknowledgement: at(30, 60, 90),
  sync: at(50, 75, 90),
  clock: at('now'),
  ledger: at('now'),
  machine: at('now'),
  'backup-place': at('now'),
  backup: at('now'),
  disk: at('now'),
};

/** Points that a figure must fall below a threshold before that fires again. */
export const POINTS_TO_FALL = 5;

/** Days in which the peak of a day alerts at most once. */
export const PEAK_DAYS = 7;

/** Requests of a code within the last 60 minutes from which on its share of failures counts. */
export const LEAST_REQUESTS = 10;
