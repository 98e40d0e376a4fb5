import * as Type from 'typebox';
import { oneOf, type Shape, whole, words } from '../../protocol/shape.ts';

/** Where an alert can go beside the alert table itself. */
export const ALERT_CHANNELS = Object.freeze(['console', 'native', 'email', 'webhook', 'syslog'] as const);

const Address = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.:_-]+$' });
const HostName = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$' });
const Port = whole(0, 65_535);
const Mail = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^\\s@<>,;]+@[^\\s@<>,;]+$' });
const Url = Type.String({ maxLength: 2_048, pattern: '^(https?://[^\\s]+)?$', description: 'Empty: none' });
const Folder = words(1, 4_096);
const list = <Element extends Type.TSchema>(element: Element, maxItems: number) => Type.Array(element, { maxItems });

const off = Type.Array(oneOf(ALERT_CHANNELS), { maxItems: 8, description: 'Channels this subject does not go to' });
/** `thresholds` in percent, `days` before an end or since a bundle was made. */
const inPercent = Type.Object({ thresholds: list(whole(1, 1_000), 16), off });
const atOnce = Type.Object({ off });

/** The tree of settings. @param secret the schema of its secrets */
const settingsTree = <Secret extends Type.TSchema>(secret: Secret) =>
  Type.Object({
    network: Type.Object({
      host: Address,
      port: Port,
      /** Base URLs that devices are told, main first; empty: those of this machine. */
      servers: list(Type.String({ maxLength: 2_048, pattern: '^https?://[^\\s/]+$' }), 16),
      /** Further names and addresses in the TLS certificate. */
      names: list(Address, 64),
    }),
    console: Type.Object({
      /** Other than loopback: switched on for the LAN, TLS only. */
      host: Address,
      port: Port,
      /** Names under which browsers may reach the console beside loopback and the listener's own address. */
      names: list(HostName, 64),
      sessionHours: whole(1, 168),
    }),
    limits: Type.Object({
      /** Of one address; loopback is exempt. */
      requestsPerSecond: whole(1, 1_000_000),
      /** Devices seen for the first time, of one address (IPv6: /64); loopback is exempt. */
      firstSeenPerMinute: whole(1, 1_000_000),
    }),
    devices: Type.Object({
      /** Devices without a seat that were not seen for so long are removed. */
      inactiveDays: whole(1, 3_650),
      /** Who holds a seat goes on; nobody else gets one until this is off again. */
      newSeatsPaused: Type.Boolean(),
    }),
    backups: Type.Object({
      /** Cron pattern in UTC, minutes first; a backup is made only when something changed. Empty: none. */
      schedule: Type.String({ maxLength: 128 }),
      keepHourly: whole(1, 1_000),
      keepDaily: whole(0, 1_000),
      keepMonthly: whole(0, 1_000),
      /** Folders beside the data folder's own that get a copy of each; at least one should be on another disk. */
      places: list(Folder, 8),
    }),
    retention: Type.Object({
      /** Slot-level usage, after its acknowledgement. */
      slotDays: whole(30, 3_650),
      /** Hourly totals without device. */
      hourDays: whole(400, 36_500),
      /** Ledger segments that are acknowledged, before they move to an archive file. */
      ledgerDays: whole(400, 36_500),
      /** Sealed bundles, after their acknowledgement. */
      bundleDays: whole(400, 36_500),
      denialDays: whole(1, 36_500),
      /** Alerts that are over, and messages that were sent. */
      alertDays: whole(1, 36_500),
    }),
    privacy: Type.Object({
      /** Whether friendly names of devices stand in sync bundles. */
      namesInBundles: Type.Boolean(),
    }),
    alerts: Type.Object({
      quota: Type.Object({
        /** `limit`: quota plus what is tolerated beyond it. */
        thresholds: list(Type.Union([whole(1, 1_000), Type.Literal('limit')]), 16),
        off,
      }),
      peak: inPercent,
      overage: inPercent,
      failures: Type.Object({
        thresholds: list(whole(1, 100), 16),
        /** Below so many requests in the last 60 minutes the share says nothing. */
        minimumRequests: whole(1, 1_000_000),
        off,
      }),
      term: Type.Object({
        /** 0: the end itself. `grace`: the end of the grace days after it. */
        days: list(Type.Union([whole(0, 3_650), Type.Literal('grace')]), 16),
        off,
      }),
      acknowledgement: Type.Object({ days: list(whole(1, 3_650), 16), off }),
      /** Of the item's `syncDays`. */
      sync: inPercent,
      clock: atOnce,
      ledger: atOnce,
      machine: atOnce,
      'backup-place': atOnce,
      backup: Type.Object({ maxAgeHours: whole(1, 8_760), off }),
      disk: Type.Object({ minimumMegabytes: whole(1, 10_000_000), minimumPercent: whole(0, 100), off }),
    }),
    channels: Type.Object({
      /** Certificates (PEM) of authorities that relay, webhook and syslog server are trusted by, beside the system's. */
      authorities: Type.String({ maxLength: 65_536 }),
      email: Type.Object({
        enabled: Type.Boolean(),
        host: Type.Union([Address, Type.Literal('')]),
        port: Port,
        security: oneOf(['none', 'starttls', 'tls']),
        user: words(0, 256),
        password: secret,
        from: Type.Union([Mail, Type.Literal('')]),
        to: list(Mail, 64),
        cc: list(Mail, 64),
        bcc: list(Mail, 64),
      }),
      webhook: Type.Object({ enabled: Type.Boolean(), url: Url, secret }),
      syslog: Type.Object({
        enabled: Type.Boolean(),
        host: Type.Union([Address, Type.Literal('')]),
        port: Port,
        transport: oneOf(['udp', 'tcp', 'tls']),
        facility: whole(0, 23),
      }),
    }),
  });

/** Every setting of a site, with its range; spans are in the unit that the name says. */
export const SettingsSchema = settingsTree(words(0, 256));

/** The same as it is shown: of a secret only whether there is one. */
export const ShownSettingsSchema = settingsTree(Type.Boolean());

/** All settings with every value filled in. */
export type Settings = Shape<typeof SettingsSchema>;
export type ShownSettings = Shape<typeof ShownSettingsSchema>;

/** Secrets: written, never shown. Their readers see whether there is one. */
export const SECRET_SETTINGS: readonly string[] = ['channels.email.password', 'channels.webhook.secret'];
