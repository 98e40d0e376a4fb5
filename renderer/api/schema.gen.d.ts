// Made by "npm run api-types" from dls/http/console. Do not edit.
export interface paths {
    readonly "/admin/v1/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Is everything all right, and until when (viewer) */
        readonly get: operations["getStatus"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/setup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the site has to be set up */
        readonly get: operations["getSetup"];
        readonly put?: never;
        /** First-run set-up: the administrator's password; answers the recovery code, which is shown once */
        readonly post: operations["postSetup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/recovery-code": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A new recovery code for backups from now on; it is shown once (admin) */
        readonly post: operations["postRecoveryCode"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who asks (metrics) */
        readonly get: operations["getSession"];
        readonly put?: never;
        /** Log in by password or one-time code */
        readonly post: operations["postSession"];
        /** Log out (metrics) */
        readonly delete: operations["deleteSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/session/one-time": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A code that logs in once within a minute; over the control socket only (admin) */
        readonly post: operations["postSessionOneTime"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/licenses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** License files, the latest import first (viewer) */
        readonly get: operations["getLicenses"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/vendors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Vendors with the thumbprint that was trusted first and those of their keys (viewer) */
        readonly get: operations["getVendors"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/items": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** License items (viewer) */
        readonly get: operations["getItems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/items/{vendor}/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One license item (viewer) */
        readonly get: operations["getItemsVendorId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Hold seats of an item for named groups of devices (operator) */
        readonly patch: operations["patchItemsVendorId"];
        readonly trace?: never;
    };
    readonly "/admin/v1/files": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Import any file that travels inwards: its raw bytes. With `preview` nothing changes (operator) */
        readonly post: operations["postFiles"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/handshakes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Handshake codes (viewer) */
        readonly get: operations["getHandshakes"];
        readonly put?: never;
        /** Add a handshake code; the first one of an organization is its default (operator) */
        readonly post: operations["postHandshakes"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/handshakes/{vendor}/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One handshake code (viewer) */
        readonly get: operations["getHandshakesVendorCode"];
        readonly put?: never;
        readonly post?: never;
        /** Remove a handshake code that is not the default (operator) */
        readonly delete: operations["deleteHandshakesVendorCode"];
        readonly options?: never;
        readonly head?: never;
        /** Change a handshake code (operator) */
        readonly patch: operations["patchHandshakesVendorCode"];
        readonly trace?: never;
    };
    readonly "/admin/v1/handshakes/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One handshake code (viewer) */
        readonly get: operations["getHandshakesCode"];
        readonly put?: never;
        readonly post?: never;
        /** Remove a handshake code that is not the default (operator) */
        readonly delete: operations["deleteHandshakesCode"];
        readonly options?: never;
        readonly head?: never;
        /** Change a handshake code (operator) */
        readonly patch: operations["patchHandshakesCode"];
        readonly trace?: never;
    };
    readonly "/admin/v1/devices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Devices (viewer) */
        readonly get: operations["getDevices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/devices/{uuid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One device (viewer) */
        readonly get: operations["getDevicesUuid"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Name, note and block a device (operator) */
        readonly patch: operations["patchDevicesUuid"];
        readonly trace?: never;
    };
    readonly "/admin/v1/devices/{uuid}/reclaim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take a seat back within the vendor's allowance; an unused new grant is undone without using it up (operator) */
        readonly post: operations["postDevicesUuidReclaim"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/leases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Leases in force (viewer) */
        readonly get: operations["getLeases"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/usage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Usage by slot, hour, day (default), device or feature; `from` and `to` in epoch seconds, half-open (viewer) */
        readonly get: operations["getUsage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/usage.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The same as CSV, all rows (viewer) */
        readonly get: operations["getUsageCsv"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/denials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Refused requests, newest first, those of a kind and UTC day in one row (viewer) */
        readonly get: operations["getDenials"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/alerts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Alerts, newest first; `open`: neither over nor dismissed (viewer) */
        readonly get: operations["getAlerts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/alerts/{id}/dismiss": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take an alert off the list of open ones (operator) */
        readonly post: operations["postAlertsIdDismiss"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/sync": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Sync bundles, the newest first; by vendor the last acknowledgement and what is in no bundle yet (viewer) */
        readonly get: operations["getSync"];
        readonly put?: never;
        /** Make sync bundles: of one vendor, or one of each (operator) */
        readonly post: operations["postSync"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/sync/{vendor}/{epoch}/{seq}/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The very bytes of a sync bundle that was made (viewer) */
        readonly get: operations["getSyncVendorEpochSeqFile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/ledger": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Ledger events, newest first; `subject` is a device UUID, item, handshake code, user, token or file (viewer) */
        readonly get: operations["getLedger"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/ledger/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Walk the ledger and check the database (viewer) */
        readonly get: operations["getLedgerVerify"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All settings in force (viewer) */
        readonly get: operations["getSettings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Change settings: all of it or nothing (admin) */
        readonly patch: operations["patchSettings"];
        readonly trace?: never;
    };
    readonly "/admin/v1/machine": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Identifiers of the machine the site runs on, and the hashes in which alone they leave it (viewer) */
        readonly get: operations["getMachine"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/activation-request": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The activation request for vendors, as a file (viewer) */
        readonly get: operations["getActivationRequest"];
        readonly put?: never;
        /** The same; with `newKeys` the site first gets a new signing key (admin) */
        readonly post: operations["postActivationRequest"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/clock/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Accept the forward jump of the system clock that waits (admin) */
        readonly post: operations["postClockConfirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Live events: `event` names the page whose content changed. Ends with the session or token (viewer) */
        readonly get: operations["getEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Users of the console (admin) */
        readonly get: operations["getUsers"];
        readonly put?: never;
        /** Add a user (admin) */
        readonly post: operations["postUsers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/users/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Remove a user and end his sessions (admin) */
        readonly delete: operations["deleteUsersName"];
        readonly options?: never;
        readonly head?: never;
        /** Change the role or the password of a user, whose sessions end (admin) */
        readonly patch: operations["patchUsersName"];
        readonly trace?: never;
    };
    readonly "/admin/v1/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** API tokens (admin) */
        readonly get: operations["getTokens"];
        readonly put?: never;
        /** Make an API token; it is shown once. The role `metrics` reads the metrics page and nothing else (admin) */
        readonly post: operations["postTokens"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/tokens/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** End a token at once (admin) */
        readonly delete: operations["deleteTokensId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/admin/v1/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Metrics in the text format of Prometheus; a token of the role `metrics` is enough (metrics) */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            /** @enum {string} */
            readonly code: "request_malformed" | "report_malformed" | "report_conflict" | "license_malformed" | "license_needs_newer" | "file_unknown" | "lease_invalid" | "login_required" | "login_failed" | "not_found" | "method_not_allowed" | "role_forbidden" | "origin_forbidden" | "proof_required" | "report_expected" | "request_conflict" | "license_superseded" | "license_wrong_site" | "vendor_unknown" | "card_stale" | "signature_invalid" | "reclaim_exhausted" | "return_required" | "return_invalid" | "ack_unknown" | "ack_mismatch" | "too_large" | "media_type" | "rate_limited" | "header_too_large" | "internal_error" | "clock_untrusted" | "standby" | "storage_full" | "overloaded" | "shutting_down" | "organization_unknown" | "handshake_unknown" | "handshake_foreign" | "handshake_missing" | "password_wrong" | "validation_failed" | "device_blocked" | "product_not_licensed" | "platform_not_covered" | "version_not_covered" | "feature_not_licensed" | "item_not_permitted" | "license_revoked" | "license_not_yet_valid" | "license_expired" | "sync_overdue" | "trial_used" | "device_cloned" | "lease_reclaimed" | "machine_mismatch" | "quota_exhausted" | "license_locked" | "bundle_gap" | "bundle_duplicate" | "bundle_edited" | "bundle_foreign" | "bundle_fork" | "site_unknown" | "site_conflict" | "clock_rolled_back" | "unreachable";
            readonly detail: string;
            readonly field?: string;
            readonly retryAfter?: number;
            readonly expect?: number;
            readonly requestId: string;
            readonly proof?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly site: string;
                        readonly thumbprint: string;
                        readonly version: string;
                        /** @constant */
                        readonly role: "main";
                        readonly epoch: number;
                        readonly setUp: boolean;
                        readonly now: number;
                        readonly uptime: number;
                        /** @enum {unknown} */
                        readonly state: "ok" | "warning" | "critical";
                        readonly health: readonly {
                            /** @enum {unknown} */
                            readonly subject: "license" | "clock" | "ledger" | "backup" | "disk" | "sync";
                            /** @enum {unknown} */
                            readonly state: "ok" | "warning" | "critical";
                            readonly detail: string;
                            readonly until: number | null;
                        }[];
                        readonly clock: {
                            readonly now: number;
                            readonly system: number;
                            readonly mark: number;
                            readonly trusted: boolean;
                            readonly behind: number;
                            readonly pendingForward: number | null;
                        };
                        readonly network: {
                            readonly servers: readonly string[];
                            readonly tls: readonly string[];
                        };
                        readonly totals: {
                            readonly devices: number;
                            readonly seats: number;
                            readonly denials: number;
                            readonly usage: number;
                            readonly height: number;
                            readonly alerts: number;
                            readonly licenses: number;
                            readonly items: number;
                        };
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSetup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly needed: boolean;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postSetup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description The one-time token of the set-up link */
                    readonly token?: string;
                    readonly user?: string;
                    readonly password: string;
                    /** @description Folders for copies of backups */
                    readonly backupTo?: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly user: string;
                        readonly recoveryCode: string;
                        readonly thumbprint: string;
                        readonly made: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postRecoveryCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly recoveryCode: string;
                        readonly thumbprint: string;
                        readonly made: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly actor: string;
                        readonly user: string | null;
                        /** @enum {unknown} */
                        readonly role: "viewer" | "operator" | "admin" | "metrics";
                        readonly until: number | null;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly user?: string;
                    readonly password?: string;
                    /** @description One-time code instead of a password */
                    readonly code?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly user: string;
                        /** @enum {unknown} */
                        readonly role: "viewer" | "operator" | "admin";
                        readonly until: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, without content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postSessionOneTime: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly code: string;
                        readonly until: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLicenses: {
        readonly parameters: {
            readonly query?: {
                readonly vendor?: string;
                readonly organization?: string;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly vendor: string;
                            readonly jti: string;
                            readonly digest: string;
                            readonly organization: string;
                            readonly licensee: string;
                            readonly alias: string | null;
                            readonly serial: number;
                            readonly iat: number;
                            readonly importedAt: number;
                            /** @description Bound to machine identifiers beside the site key */
                            readonly bound: boolean;
                            readonly items: readonly string[];
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getVendors: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly vendor: string;
                            readonly name: string;
                            readonly thumbprint: string;
                            readonly keys: readonly string[];
                            readonly cardIat: number;
                            readonly addedAt: number;
                            readonly acknowledgedAt: number;
                            readonly locked: boolean;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getItems: {
        readonly parameters: {
            readonly query?: {
                readonly vendor?: string;
                readonly organization?: string;
                readonly product?: string;
                readonly metric?: string;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly vendor: string;
                            readonly id: string;
                            readonly organization: string;
                            readonly product: string;
                            readonly name: string;
                            readonly metric: string;
                            readonly trial: boolean;
                            readonly publicTrial: boolean;
                            readonly quota: number;
                            readonly used: number;
                            readonly registered: number;
                            readonly live: number;
                            readonly peak: number;
                            readonly overageSpent: number;
                            readonly features: readonly string[];
                            readonly start: number;
                            readonly end: number;
                            /** @enum {unknown} */
                            readonly state: "running" | "grace" | "not-yet-valid" | "expired" | "overdue" | "mismatch" | "locked" | "revoked";
                            readonly locked: boolean;
                            readonly revoked: boolean;
                            readonly mismatchSince: number | null;
                            readonly codes: readonly string[];
                            readonly reclaims: {
                                readonly perYear: number;
                                readonly left: number;
                            };
                            readonly reservations: readonly {
                                readonly name: string;
                                readonly seats: number;
                                readonly devices: readonly string[];
                            }[];
                            readonly importedAt: number;
                            readonly terms: readonly {
                                readonly start: number;
                                readonly end: number;
                                readonly graceEnd: number;
                                readonly quota: number;
                                readonly features: readonly string[];
                                readonly name: string;
                                readonly unit: string | null;
                                readonly versions: {
                                    readonly from?: string;
                                    readonly to?: string;
                                } | null;
                                readonly platforms: readonly string[] | null;
                                readonly apps: readonly string[] | null;
                                readonly domain: string | null;
                                readonly machines: readonly string[] | null;
                                readonly offlineDays: number;
                                readonly offlineSeats: number;
                                readonly activeWindow: number;
                                readonly leaseSeconds: number;
                                readonly graceSeconds: number;
                                readonly syncDays: number | null;
                                readonly maxPerSlot: number;
                                readonly overagePercent: number;
                                readonly overageSlots: number;
                                readonly graceDays: number;
                                readonly reclaimsPerYear: number;
                            }[];
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getItemsVendorId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly vendor: string;
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly vendor: string;
                        readonly id: string;
                        readonly organization: string;
                        readonly product: string;
                        readonly name: string;
                        readonly metric: string;
                        readonly trial: boolean;
                        readonly publicTrial: boolean;
                        readonly quota: number;
                        readonly used: number;
                        readonly registered: number;
                        readonly live: number;
                        readonly peak: number;
                        readonly overageSpent: number;
                        readonly features: readonly string[];
                        readonly start: number;
                        readonly end: number;
                        /** @enum {unknown} */
                        readonly state: "running" | "grace" | "not-yet-valid" | "expired" | "overdue" | "mismatch" | "locked" | "revoked";
                        readonly locked: boolean;
                        readonly revoked: boolean;
                        readonly mismatchSince: number | null;
                        readonly codes: readonly string[];
                        readonly reclaims: {
                            readonly perYear: number;
                            readonly left: number;
                        };
                        readonly reservations: readonly {
                            readonly name: string;
                            readonly seats: number;
                            readonly devices: readonly string[];
                        }[];
                        readonly importedAt: number;
                        readonly terms: readonly {
                            readonly start: number;
                            readonly end: number;
                            readonly graceEnd: number;
                            readonly quota: number;
                            readonly features: readonly string[];
                            readonly name: string;
                            readonly unit: string | null;
                            readonly versions: {
                                readonly from?: string;
                                readonly to?: string;
                            } | null;
                            readonly platforms: readonly string[] | null;
                            readonly apps: readonly string[] | null;
                            readonly domain: string | null;
                            readonly machines: readonly string[] | null;
                            readonly offlineDays: number;
                            readonly offlineSeats: number;
                            readonly activeWindow: number;
                            readonly leaseSeconds: number;
                            readonly graceSeconds: number;
                            readonly syncDays: number | null;
                            readonly maxPerSlot: number;
                            readonly overagePercent: number;
                            readonly overageSlots: number;
                            readonly graceDays: number;
                            readonly reclaimsPerYear: number;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patchItemsVendorId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly vendor: string;
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly reservations: readonly {
                        readonly name: string;
                        readonly seats: number;
                        readonly devices: readonly string[];
                    }[];
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly vendor: string;
                        readonly id: string;
                        readonly organization: string;
                        readonly product: string;
                        readonly name: string;
                        readonly metric: string;
                        readonly trial: boolean;
                        readonly publicTrial: boolean;
                        readonly quota: number;
                        readonly used: number;
                        readonly registered: number;
                        readonly live: number;
                        readonly peak: number;
                        readonly overageSpent: number;
                        readonly features: readonly string[];
                        readonly start: number;
                        readonly end: number;
                        /** @enum {unknown} */
                        readonly state: "running" | "grace" | "not-yet-valid" | "expired" | "overdue" | "mismatch" | "locked" | "revoked";
                        readonly locked: boolean;
                        readonly revoked: boolean;
                        readonly mismatchSince: number | null;
                        readonly codes: readonly string[];
                        readonly reclaims: {
                            readonly perYear: number;
                            readonly left: number;
                        };
                        readonly reservations: readonly {
                            readonly name: string;
                            readonly seats: number;
                            readonly devices: readonly string[];
                        }[];
                        readonly importedAt: number;
                        readonly terms: readonly {
                            readonly start: number;
                            readonly end: number;
                            readonly graceEnd: number;
                            readonly quota: number;
                            readonly features: readonly string[];
                            readonly name: string;
                            readonly unit: string | null;
                            readonly versions: {
                                readonly from?: string;
                                readonly to?: string;
                            } | null;
                            readonly platforms: readonly string[] | null;
                            readonly apps: readonly string[] | null;
                            readonly domain: string | null;
                            readonly machines: readonly string[] | null;
                            readonly offlineDays: number;
                            readonly offlineSeats: number;
                            readonly activeWindow: number;
                            readonly leaseSeconds: number;
                            readonly graceSeconds: number;
                            readonly syncDays: number | null;
                            readonly maxPerSlot: number;
                            readonly overagePercent: number;
                            readonly overageSlots: number;
                            readonly graceDays: number;
                            readonly reclaimsPerYear: number;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postFiles: {
        readonly parameters: {
            readonly query?: {
                /** @description Code that the items join; `none`: no code */
                readonly handshake?: string;
                readonly default?: boolean;
                readonly preview?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {unknown} */
                        readonly kind: "license" | "vendor-card" | "acknowledgement" | "device-return" | "device-request";
                        readonly summary: string;
                        readonly vendor: string;
                        readonly alreadyImported: boolean;
                        readonly changes: readonly {
                            readonly change: string;
                            readonly subject: string;
                            readonly text: string;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getHandshakes: {
        readonly parameters: {
            readonly query?: {
                readonly vendor?: string;
                readonly organization?: string;
                readonly item?: string;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly vendor: string;
                            readonly code: string;
                            readonly organization: string;
                            readonly default: boolean;
                            readonly items: readonly string[];
                            readonly ordered: boolean;
                            readonly note: string;
                            /** @description Whether devices must present a session password */
                            readonly password: boolean;
                            readonly oldPasswordUntil: number | null;
                            readonly domains: readonly string[];
                            readonly applications: readonly string[];
                            readonly processes: readonly string[];
                            readonly access: {
                                readonly allow: readonly string[];
                                readonly deny: readonly string[];
                            };
                            readonly createdAt: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postHandshakes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly vendor?: string;
                    readonly code: string;
                    readonly default?: boolean;
                    readonly items?: readonly string[];
                    readonly ordered?: boolean;
                    readonly note?: string;
                    readonly password?: string | null;
                    readonly oldPasswordDays?: number;
                    readonly domains?: readonly string[];
                    readonly applications?: readonly string[];
                    readonly processes?: readonly string[];
                    readonly access?: {
                        readonly allow?: readonly string[];
                        readonly deny?: readonly string[];
                    };
                };
            };
        };
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly vendor: string;
                        readonly code: string;
                        readonly organization: string;
                        readonly default: boolean;
                        readonly items: readonly string[];
                        readonly ordered: boolean;
                        readonly note: string;
                        /** @description Whether devices must present a session password */
                        readonly password: boolean;
                        readonly oldPasswordUntil: number | null;
                        readonly domains: readonly string[];
                        readonly applications: readonly string[];
                        readonly processes: readonly string[];
                        readonly access: {
                            readonly allow: readonly string[];
                            readonly deny: readonly string[];
                        };
                        readonly createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getHandshakesVendorCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly vendor: string;
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly vendor: string;
                        readonly code: string;
                        readonly organization: string;
                        readonly default: boolean;
                        readonly items: readonly string[];
                        readonly ordered: boolean;
                        readonly note: string;
                        /** @description Whether devices must present a session password */
                        readonly password: boolean;
                        readonly oldPasswordUntil: number | null;
                        readonly domains: readonly string[];
                        readonly applications: readonly string[];
                        readonly processes: readonly string[];
                        readonly access: {
                            readonly allow: readonly string[];
                            readonly deny: readonly string[];
                        };
                        readonly createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteHandshakesVendorCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly vendor: string;
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, without content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patchHandshakesVendorCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly vendor: string;
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly default?: boolean;
                    readonly items?: readonly string[];
                    readonly ordered?: boolean;
                    readonly note?: string;
                    readonly password?: string | null;
                    readonly oldPasswordDays?: number;
                    readonly domains?: readonly string[];
                    readonly applications?: readonly string[];
                    readonly processes?: readonly string[];
                    readonly access?: {
                        readonly allow?: readonly string[];
                        readonly deny?: readonly string[];
                    };
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly vendor: string;
                        readonly code: string;
                        readonly organization: string;
                        readonly default: boolean;
                        readonly items: readonly string[];
                        readonly ordered: boolean;
                        readonly note: string;
                        /** @description Whether devices must present a session password */
                        readonly password: boolean;
                        readonly oldPasswordUntil: number | null;
                        readonly domains: readonly string[];
                        readonly applications: readonly string[];
                        readonly processes: readonly string[];
                        readonly access: {
                            readonly allow: readonly string[];
                            readonly deny: readonly string[];
                        };
                        readonly createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getHandshakesCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly vendor: string;
                        readonly code: string;
                        readonly organization: string;
                        readonly default: boolean;
                        readonly items: readonly string[];
                        readonly ordered: boolean;
                        readonly note: string;
                        /** @description Whether devices must present a session password */
                        readonly password: boolean;
                        readonly oldPasswordUntil: number | null;
                        readonly domains: readonly string[];
                        readonly applications: readonly string[];
                        readonly processes: readonly string[];
                        readonly access: {
                            readonly allow: readonly string[];
                            readonly deny: readonly string[];
                        };
                        readonly createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteHandshakesCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, without content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patchHandshakesCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly default?: boolean;
                    readonly items?: readonly string[];
                    readonly ordered?: boolean;
                    readonly note?: string;
                    readonly password?: string | null;
                    readonly oldPasswordDays?: number;
                    readonly domains?: readonly string[];
                    readonly applications?: readonly string[];
                    readonly processes?: readonly string[];
                    readonly access?: {
                        readonly allow?: readonly string[];
                        readonly deny?: readonly string[];
                    };
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly vendor: string;
                        readonly code: string;
                        readonly organization: string;
                        readonly default: boolean;
                        readonly items: readonly string[];
                        readonly ordered: boolean;
                        readonly note: string;
                        /** @description Whether devices must present a session password */
                        readonly password: boolean;
                        readonly oldPasswordUntil: number | null;
                        readonly domains: readonly string[];
                        readonly applications: readonly string[];
                        readonly processes: readonly string[];
                        readonly access: {
                            readonly allow: readonly string[];
                            readonly deny: readonly string[];
                        };
                        readonly createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDevices: {
        readonly parameters: {
            readonly query?: {
                readonly vendor?: string;
                readonly item?: string;
                readonly handshake?: string;
                readonly platform?: string;
                readonly app?: string;
                readonly blocked?: boolean;
                readonly state?: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly uuid: string;
                            readonly name: string | null;
                            readonly note: string;
                            readonly blocked: boolean;
                            readonly platform: string | null;
                            readonly deployment: string | null;
                            readonly os: string | null;
                            readonly app: string | null;
                            readonly version: string | null;
                            readonly address: string;
                            readonly first: number;
                            readonly last: number;
                            /** @enum {unknown} */
                            readonly state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                            readonly seats: readonly {
                                readonly vendor: string;
                                readonly item: string;
                                readonly product: string;
                                readonly metric: string;
                                readonly handshake: string | null;
                                readonly since: number;
                                readonly active: number;
                                readonly heldUntil: number;
                                readonly reservation: string | null;
                                readonly reclaimedUntil: number | null;
                                /** @enum {unknown} */
                                readonly state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                                readonly leases: readonly {
                                    readonly jti: string;
                                    readonly app: string | null;
                                    readonly process: string | null;
                                    readonly iat: number;
                                    readonly exp: number;
                                    readonly count: number;
                                    readonly off: boolean;
                                }[];
                            }[];
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDevicesUuid: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly uuid: string;
                        readonly name: string | null;
                        readonly note: string;
                        readonly blocked: boolean;
                        readonly platform: string | null;
                        readonly deployment: string | null;
                        readonly os: string | null;
                        readonly app: string | null;
                        readonly version: string | null;
                        readonly address: string;
                        readonly first: number;
                        readonly last: number;
                        /** @enum {unknown} */
                        readonly state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                        readonly seats: readonly {
                            readonly vendor: string;
                            readonly item: string;
                            readonly product: string;
                            readonly metric: string;
                            readonly handshake: string | null;
                            readonly since: number;
                            readonly active: number;
                            readonly heldUntil: number;
                            readonly reservation: string | null;
                            readonly reclaimedUntil: number | null;
                            /** @enum {unknown} */
                            readonly state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                            readonly leases: readonly {
                                readonly jti: string;
                                readonly app: string | null;
                                readonly process: string | null;
                                readonly iat: number;
                                readonly exp: number;
                                readonly count: number;
                                readonly off: boolean;
                            }[];
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patchDevicesUuid: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name?: string | null;
                    readonly note?: string;
                    readonly blocked?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly uuid: string;
                        readonly name: string | null;
                        readonly note: string;
                        readonly blocked: boolean;
                        readonly platform: string | null;
                        readonly deployment: string | null;
                        readonly os: string | null;
                        readonly app: string | null;
                        readonly version: string | null;
                        readonly address: string;
                        readonly first: number;
                        readonly last: number;
                        /** @enum {unknown} */
                        readonly state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                        readonly seats: readonly {
                            readonly vendor: string;
                            readonly item: string;
                            readonly product: string;
                            readonly metric: string;
                            readonly handshake: string | null;
                            readonly since: number;
                            readonly active: number;
                            readonly heldUntil: number;
                            readonly reservation: string | null;
                            readonly reclaimedUntil: number | null;
                            /** @enum {unknown} */
                            readonly state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                            readonly leases: readonly {
                                readonly jti: string;
                                readonly app: string | null;
                                readonly process: string | null;
                                readonly iat: number;
                                readonly exp: number;
                                readonly count: number;
                                readonly off: boolean;
                            }[];
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postDevicesUuidReclaim: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly uuid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly vendor?: string;
                    readonly item?: string;
                    /** @description Only if it uses up no reclaim */
                    readonly undo?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {unknown} */
                        readonly outcome: "reclaimed" | "undone";
                        readonly vendor: string;
                        readonly item: string;
                        readonly until: number | null;
                        readonly left: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLeases: {
        readonly parameters: {
            readonly query?: {
                readonly vendor?: string;
                readonly item?: string;
                readonly device?: string;
                readonly handshake?: string;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly vendor: string;
                            readonly jti: string;
                            readonly device: string;
                            readonly name: string | null;
                            readonly item: string;
                            readonly product: string;
                            readonly metric: string;
                            readonly handshake: string | null;
                            readonly app: string | null;
                            readonly process: string | null;
                            readonly iat: number;
                            readonly exp: number;
                            readonly count: number;
                            /** @description A lease of a device that never connects */
                            readonly off: boolean;
                            readonly request: string | null;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getUsage: {
        readonly parameters: {
            readonly query?: {
                readonly by?: "slot" | "hour" | "day" | "device" | "feature";
                readonly vendor?: string;
                readonly item?: string;
                readonly handshake?: string;
                readonly device?: string;
                readonly feature?: string;
                readonly from?: number;
                readonly to?: number;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly at?: number;
                            readonly device?: string;
                            readonly name?: string | null;
                            readonly feature?: string;
                            readonly vendor: string;
                            readonly item: string;
                            readonly count: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getUsageCsv: {
        readonly parameters: {
            readonly query?: {
                readonly by?: "slot" | "hour" | "day" | "device" | "feature";
                readonly vendor?: string;
                readonly item?: string;
                readonly handshake?: string;
                readonly device?: string;
                readonly feature?: string;
                readonly from?: number;
                readonly to?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv; charset=utf-8": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDenials: {
        readonly parameters: {
            readonly query?: {
                readonly vendor?: string;
                readonly code?: string;
                readonly handshake?: string;
                readonly product?: string;
                readonly device?: string;
                readonly address?: string;
                readonly item?: string;
                readonly from?: number;
                readonly to?: number;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly vendor: string;
                            readonly code: string;
                            readonly handshake: string;
                            readonly product: string;
                            readonly device: string;
                            readonly address: string;
                            readonly item: string | null;
                            readonly first: number;
                            readonly last: number;
                            readonly count: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getAlerts: {
        readonly parameters: {
            readonly query?: {
                readonly vendor?: string;
                readonly item?: string;
                readonly subject?: string;
                readonly open?: boolean;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly id: number;
                            readonly vendor: string | null;
                            readonly item: string | null;
                            readonly subject: string;
                            readonly threshold: string;
                            readonly at: number;
                            readonly until: number | null;
                            readonly dismissedAt: number | null;
                            readonly dismissedBy: string | null;
                            readonly message: unknown;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postAlertsIdDismiss: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, without content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSync: {
        readonly parameters: {
            readonly query?: {
                readonly vendor?: string;
                readonly epoch?: number;
                readonly waiting?: boolean;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly vendor: string;
                            readonly epoch: number;
                            readonly seq: number;
                            readonly made: number;
                            readonly digest: string;
                            readonly size: number;
                            readonly lines: number;
                            readonly acknowledgedAt: number | null;
                            readonly name: string;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                        readonly vendors: readonly {
                            readonly vendor: string;
                            readonly name: string;
                            readonly acknowledgedAt: number;
                            readonly pending: {
                                readonly days: number;
                                readonly events: number;
                            };
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postSync: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly vendor?: string;
                };
            };
        };
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly vendor: string;
                            readonly epoch: number;
                            readonly seq: number;
                            readonly made: number;
                            readonly digest: string;
                            readonly size: number;
                            readonly lines: number;
                            readonly acknowledgedAt: number | null;
                            readonly name: string;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSyncVendorEpochSeqFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly vendor: string;
                readonly epoch: string;
                readonly seq: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedger: {
        readonly parameters: {
            readonly query?: {
                readonly kind?: string;
                readonly actor?: string;
                readonly subject?: string;
                readonly vendor?: string;
                readonly from?: number;
                readonly to?: number;
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly height: number;
                            readonly at: number;
                            readonly kind: string;
                            readonly actor: string;
                            readonly vendor: string | null;
                            readonly subject: string | null;
                            readonly data: {
                                readonly [key: string]: unknown;
                            };
                            readonly hash: string;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLedgerVerify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly ok: boolean;
                        readonly height: number;
                        readonly events: number;
                        readonly firstBad: {
                            readonly height: number;
                            readonly reason: string;
                        } | null;
                        readonly damages: readonly string[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly network: {
                            readonly host: string;
                            readonly port: number;
                            readonly servers: readonly string[];
                            readonly names: readonly string[];
                        };
                        readonly console: {
                            readonly host: string;
                            readonly port: number;
                            readonly names: readonly string[];
                            readonly sessionHours: number;
                        };
                        readonly limits: {
                            readonly requestsPerSecond: number;
                            readonly firstSeenPerMinute: number;
                        };
                        readonly devices: {
                            readonly inactiveDays: number;
                        };
                        readonly backups: {
                            readonly schedule: string;
                            readonly keepHourly: number;
                            readonly keepDaily: number;
                            readonly keepMonthly: number;
                            readonly places: readonly string[];
                        };
                        readonly retention: {
                            readonly slotDays: number;
                            readonly hourDays: number;
                            readonly ledgerDays: number;
                            readonly bundleDays: number;
                            readonly denialDays: number;
                        };
                        readonly privacy: {
                            readonly namesInBundles: boolean;
                        };
                        readonly alerts: {
                            readonly quota: {
                                readonly thresholds: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly peak: {
                                readonly thresholds: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly overage: {
                                readonly thresholds: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly failures: {
                                readonly thresholds: readonly number[];
                                readonly minimumRequests: number;
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly term: {
                                readonly days: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly sync: {
                                readonly days: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly clock: {
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly ledger: {
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly machine: {
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly backup: {
                                readonly maxAgeHours: number;
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly disk: {
                                readonly minimumMegabytes: number;
                                readonly minimumPercent: number;
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                        };
                        readonly channels: {
                            readonly email: {
                                readonly enabled: boolean;
                                readonly host: string | "";
                                readonly port: number;
                                /** @enum {unknown} */
                                readonly security: "none" | "starttls" | "tls";
                                readonly user: string;
                                readonly password: boolean;
                                readonly from: string | "";
                                readonly to: readonly string[];
                                readonly cc: readonly string[];
                                readonly bcc: readonly string[];
                            };
                            readonly webhook: {
                                readonly enabled: boolean;
                                /** @description Empty: none */
                                readonly url: string;
                                readonly secret: boolean;
                            };
                            readonly syslog: {
                                readonly enabled: boolean;
                                readonly host: string | "";
                                readonly port: number;
                                /** @enum {unknown} */
                                readonly transport: "udp" | "tcp" | "tls";
                                readonly facility: number;
                            };
                        };
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patchSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly network: {
                            readonly host: string;
                            readonly port: number;
                            readonly servers: readonly string[];
                            readonly names: readonly string[];
                        };
                        readonly console: {
                            readonly host: string;
                            readonly port: number;
                            readonly names: readonly string[];
                            readonly sessionHours: number;
                        };
                        readonly limits: {
                            readonly requestsPerSecond: number;
                            readonly firstSeenPerMinute: number;
                        };
                        readonly devices: {
                            readonly inactiveDays: number;
                        };
                        readonly backups: {
                            readonly schedule: string;
                            readonly keepHourly: number;
                            readonly keepDaily: number;
                            readonly keepMonthly: number;
                            readonly places: readonly string[];
                        };
                        readonly retention: {
                            readonly slotDays: number;
                            readonly hourDays: number;
                            readonly ledgerDays: number;
                            readonly bundleDays: number;
                            readonly denialDays: number;
                        };
                        readonly privacy: {
                            readonly namesInBundles: boolean;
                        };
                        readonly alerts: {
                            readonly quota: {
                                readonly thresholds: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly peak: {
                                readonly thresholds: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly overage: {
                                readonly thresholds: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly failures: {
                                readonly thresholds: readonly number[];
                                readonly minimumRequests: number;
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly term: {
                                readonly days: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly sync: {
                                readonly days: readonly number[];
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly clock: {
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly ledger: {
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly machine: {
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly backup: {
                                readonly maxAgeHours: number;
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            readonly disk: {
                                readonly minimumMegabytes: number;
                                readonly minimumPercent: number;
                                /** @description Channels this subject does not go to */
                                readonly off: readonly ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                        };
                        readonly channels: {
                            readonly email: {
                                readonly enabled: boolean;
                                readonly host: string | "";
                                readonly port: number;
                                /** @enum {unknown} */
                                readonly security: "none" | "starttls" | "tls";
                                readonly user: string;
                                readonly password: boolean;
                                readonly from: string | "";
                                readonly to: readonly string[];
                                readonly cc: readonly string[];
                                readonly bcc: readonly string[];
                            };
                            readonly webhook: {
                                readonly enabled: boolean;
                                /** @description Empty: none */
                                readonly url: string;
                                readonly secret: boolean;
                            };
                            readonly syslog: {
                                readonly enabled: boolean;
                                readonly host: string | "";
                                readonly port: number;
                                /** @enum {unknown} */
                                readonly transport: "udp" | "tcp" | "tls";
                                readonly facility: number;
                            };
                        };
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMachine: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly site: string;
                        readonly thumbprint: string;
                        readonly identifiers: readonly {
                            /** @enum {unknown} */
                            readonly kind: "windows-machine-guid" | "windows-product-id" | "mac-platform-uuid" | "linux-machine-id";
                            readonly identifier: string;
                            readonly hash: string;
                        }[];
                        readonly problems: readonly {
                            /** @enum {unknown} */
                            readonly kind: "windows-machine-guid" | "windows-product-id" | "mac-platform-uuid" | "linux-machine-id";
                            readonly problem: string;
                            readonly message: string;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getActivationRequest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/jose": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postActivationRequest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly newKeys?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/jose": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postClockConfirm: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly now: number;
                        readonly system: number;
                        readonly mark: number;
                        readonly trusted: boolean;
                        readonly behind: number;
                        readonly pendingForward: number | null;
                        readonly confirmed: boolean;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getUsers: {
        readonly parameters: {
            readonly query?: {
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly name: string;
                            /** @enum {unknown} */
                            readonly role: "viewer" | "operator" | "admin";
                            readonly createdAt: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postUsers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name: string;
                    /** @enum {unknown} */
                    readonly role: "viewer" | "operator" | "admin";
                    readonly password: string;
                };
            };
        };
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly name: string;
                        /** @enum {unknown} */
                        readonly role: "viewer" | "operator" | "admin";
                        readonly createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteUsersName: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, without content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patchUsersName: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {unknown} */
                    readonly role?: "viewer" | "operator" | "admin";
                    readonly password?: string;
                };
            };
        };
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly name: string;
                        /** @enum {unknown} */
                        readonly role: "viewer" | "operator" | "admin";
                        readonly createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTokens: {
        readonly parameters: {
            readonly query?: {
                /** @description Text that a row contains */
                readonly search?: string;
                /** @description A column, with - before it for the other direction */
                readonly sort?: string;
                /** @description Where to go on: `next` of the page before */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly id: string;
                            readonly name: string;
                            /** @enum {unknown} */
                            readonly role: "viewer" | "operator" | "admin" | "metrics";
                            readonly createdAt: number;
                            readonly createdBy: string;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        readonly next: string | null;
                        readonly total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly postTokens: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly name?: string;
                    /** @enum {unknown} */
                    readonly role: "viewer" | "operator" | "admin" | "metrics";
                };
            };
        };
        readonly responses: {
            /** @description Made */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly id: string;
                        readonly name: string;
                        /** @enum {unknown} */
                        readonly role: "viewer" | "operator" | "admin" | "metrics";
                        readonly createdAt: number;
                        readonly createdBy: string;
                        readonly token: string;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteTokensId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done, without content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain; version=0.0.4; charset=utf-8": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            readonly default: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
