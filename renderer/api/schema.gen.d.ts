// Made by "npm run api-types" from dls/http/console. Do not edit.
export interface paths {
    "/admin/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is everything all right, and until when (viewer) */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the site has to be set up */
        get: operations["getSetup"];
        put?: never;
        /** First-run set-up: the administrator's password; answers the recovery code, which is shown once */
        post: operations["postSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/setup/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time token for the set-up page; the one before is void; over the control socket only (admin) */
        post: operations["postSetupLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/recovery-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new recovery code for backups from now on; it is shown once (admin) */
        post: operations["postRecoveryCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks (metrics) */
        get: operations["getSession"];
        put?: never;
        /** Log in by password or one-time code */
        post: operations["postSession"];
        /** Log out (metrics) */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/session/one-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A code that logs in once within a minute; over the control socket only (admin) */
        post: operations["postSessionOneTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/licenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** License files, the latest import first (viewer) */
        get: operations["getLicenses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vendors with the thumbprint that was trusted first and those of their keys (viewer) */
        get: operations["getVendors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** License items (viewer) */
        get: operations["getItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/items/{vendor}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One license item (viewer) */
        get: operations["getItemsVendorId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Hold seats of an item for named groups of devices (operator) */
        patch: operations["patchItemsVendorId"];
        trace?: never;
    };
    "/admin/v1/items/{vendor}/{id}/demand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much of an item was wanted at once, by UTC day and by hour; `from` defaults to 90 days ago (viewer) */
        get: operations["getItemsVendorIdDemand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import any file that travels inwards: its raw bytes. With `preview` nothing changes (operator) */
        post: operations["postFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/handshakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Handshake codes (viewer) */
        get: operations["getHandshakes"];
        put?: never;
        /** Add a handshake code; the first one of an organization is its default (operator) */
        post: operations["postHandshakes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/handshakes/{vendor}/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One handshake code (viewer) */
        get: operations["getHandshakesVendorCode"];
        put?: never;
        post?: never;
        /** Remove a handshake code that is not the default (operator) */
        delete: operations["deleteHandshakesVendorCode"];
        options?: never;
        head?: never;
        /** Change a handshake code (operator) */
        patch: operations["patchHandshakesVendorCode"];
        trace?: never;
    };
    "/admin/v1/handshakes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One handshake code (viewer) */
        get: operations["getHandshakesCode"];
        put?: never;
        post?: never;
        /** Remove a handshake code that is not the default (operator) */
        delete: operations["deleteHandshakesCode"];
        options?: never;
        head?: never;
        /** Change a handshake code (operator) */
        patch: operations["patchHandshakesCode"];
        trace?: never;
    };
    "/admin/v1/authorizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests through each handshake code within the last 60 minutes, refused ones, and the most frequent reason (viewer) */
        get: operations["getAuthorizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices (viewer) */
        get: operations["getDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/devices/{uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One device (viewer) */
        get: operations["getDevicesUuid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Name, note and block a device (operator) */
        patch: operations["patchDevicesUuid"];
        trace?: never;
    };
    "/admin/v1/devices/{uuid}/reclaim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a seat back within the vendor's allowance; an unused new grant is undone without using it up (operator) */
        post: operations["postDevicesUuidReclaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/leases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leases in force (viewer) */
        get: operations["getLeases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Usage by slot, hour, day (default), device or feature; `from` and `to` in epoch seconds, half-open (viewer) */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/peaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Most units of an item given away at once, by UTC day; `from` and `to` in epoch seconds, half-open (viewer) */
        get: operations["getPeaks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/usage.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as CSV, all rows (viewer) */
        get: operations["getUsageCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/usage/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Usage over time for a chart, told apart by item, handshake code, feature or (by day) device (viewer) */
        get: operations["getUsageSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/denials/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refusals over time for a chart, by UTC day and code (viewer) */
        get: operations["getDenialsSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/denials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refused requests, newest first, those of a kind and UTC day in one row (viewer) */
        get: operations["getDenials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, newest first; `open`: neither over nor dismissed; `channel`: those that went there (console) (viewer) */
        get: operations["getAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/alerts/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where alerts go, and whether they get there (viewer) */
        get: operations["getAlertsChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/alerts/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages on their way out, newest first, and what became of them (viewer) */
        get: operations["getAlertsDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message to a channel, switched on or not (operator) */
        post: operations["postAlertsTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/alerts/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an alert off the list of open ones (operator) */
        post: operations["postAlertsIdDismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/alerts/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a dismissed alert back among the open ones (operator) */
        post: operations["postAlertsIdRestore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sync bundles, the newest first; by vendor the last acknowledgement and what is in no bundle yet (viewer) */
        get: operations["getSync"];
        put?: never;
        /** Make sync bundles: of one vendor, or one of each (operator) */
        post: operations["postSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sync/running": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the making of sync bundles is, null when none are made now; of each vendor how the last one ended since the server was started (viewer) */
        get: operations["getSyncRunning"];
        put?: never;
        post?: never;
        /** Stop the making of sync bundles. What was made before stays, nothing half is left (operator) */
        delete: operations["deleteSyncRunning"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/sync/{vendor}/{epoch}/{seq}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The very bytes of a sync bundle that was made (viewer) */
        get: operations["getSyncVendorEpochSeqFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/device-leases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer the request of a device that never connects (file or QR text) with its lease file (operator) */
        post: operations["postDeviceLeases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ledger events, newest first; `subject` is a device UUID, item, handshake code, user, token or file (viewer) */
        get: operations["getLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/ledger/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Walk the ledger and check the database (viewer) */
        get: operations["getLedgerVerify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All settings in force; of the webhook only scheme and host for other roles than admin (viewer) */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change settings: all of it or nothing (admin) */
        patch: operations["patchSettings"];
        trace?: never;
    };
    "/admin/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Backups, the newest first; those that failed with the reason (viewer) */
        get: operations["getBackups"];
        put?: never;
        /** Make a backup, with a copy in every place of the settings (operator) */
        post: operations["postBackups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/backups/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file of a backup, sealed to the recovery key (operator) */
        get: operations["getBackupsIdFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/machine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifiers of the machine the site runs on, and the hashes in which alone they leave it (viewer) */
        get: operations["getMachine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/activation-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The activation request for vendors, as a file (viewer) */
        get: operations["getActivationRequest"];
        put?: never;
        /** The same; with `newKeys` the site first gets a new signing key (admin) */
        post: operations["postActivationRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/clock/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept the forward jump of the system clock that waits (admin) */
        post: operations["postClockConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live events: `event` names the page whose content changed. Ends with the session or token (viewer) */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users of the console (admin) */
        get: operations["getUsers"];
        put?: never;
        /** Add a user (admin) */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/users/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a user and end his sessions (admin) */
        delete: operations["deleteUsersName"];
        options?: never;
        head?: never;
        /** Change the role or the password of a user, whose sessions end (admin) */
        patch: operations["patchUsersName"];
        trace?: never;
    };
    "/admin/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API tokens (admin) */
        get: operations["getTokens"];
        put?: never;
        /** Make an API token; it is shown once. The role `metrics` reads the metrics page and nothing else (admin) */
        post: operations["postTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a token at once (admin) */
        delete: operations["deleteTokensId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/try-device": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a device that asks so would be answered now; nothing is used up or kept (viewer) */
        post: operations["postTryDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/try-network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether the addresses that devices are told answer from this machine, with the certificate they expect (viewer) */
        post: operations["postTryNetwork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics in the text format of Prometheus; a token of the role `metrics` is enough (metrics) */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "request_malformed" | "report_malformed" | "report_conflict" | "license_malformed" | "license_needs_newer" | "file_unknown" | "lease_invalid" | "login_required" | "login_failed" | "not_found" | "method_not_allowed" | "role_forbidden" | "origin_forbidden" | "proof_required" | "report_expected" | "request_conflict" | "license_superseded" | "license_wrong_site" | "vendor_unknown" | "card_stale" | "signature_invalid" | "reclaim_exhausted" | "return_required" | "return_invalid" | "ack_unknown" | "ack_mismatch" | "too_large" | "media_type" | "rate_limited" | "header_too_large" | "internal_error" | "clock_untrusted" | "standby" | "storage_full" | "overloaded" | "shutting_down" | "organization_unknown" | "handshake_unknown" | "handshake_foreign" | "handshake_missing" | "password_wrong" | "validation_failed" | "device_blocked" | "product_not_licensed" | "platform_not_covered" | "version_not_covered" | "feature_not_licensed" | "item_not_permitted" | "license_revoked" | "license_not_yet_valid" | "license_expired" | "sync_overdue" | "trial_used" | "device_cloned" | "lease_reclaimed" | "machine_mismatch" | "quota_exhausted" | "license_locked" | "bundle_gap" | "bundle_duplicate" | "bundle_edited" | "bundle_foreign" | "bundle_fork" | "site_unknown" | "site_conflict" | "clock_rolled_back" | "unreachable";
            detail: string;
            field?: string;
            retryAfter?: number;
            expect?: number;
            requestId: string;
            proof?: string;
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
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        site: string;
                        thumbprint: string;
                        version: string;
                        folder: string | null;
                        /** @constant */
                        role: "main";
                        epoch: number;
                        setUp: boolean;
                        newSeatsPaused: boolean;
                        now: number;
                        uptime: number;
                        /** @enum {unknown} */
                        state: "ok" | "warning" | "critical";
                        health: {
                            /** @enum {unknown} */
                            subject: "license" | "clock" | "ledger" | "backup" | "disk" | "sync" | "seats";
                            /** @enum {unknown} */
                            state: "ok" | "warning" | "critical";
                            reason: string;
                            facts: {
                                [key: string]: number;
                            };
                            detail: string;
                            until: number | null;
                        }[];
                        clock: {
                            now: number;
                            system: number;
                            mark: number;
                            trusted: boolean;
                            behind: number;
                            pendingForward: number | null;
                        };
                        network: {
                            servers: string[];
                            tls: string[];
                            certificate: {
                                expires: number;
                                installed: boolean;
                            } | null;
                        };
                        totals: {
                            devices: number;
                            seats: number;
                            denials: number;
                            usage: number;
                            height: number;
                            alerts: number;
                            licenses: number;
                            items: number;
                        };
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        needed: boolean;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The one-time token of the set-up link */
                    token?: string;
                    user?: string;
                    password: string;
                    /** @description Folders for copies of backups */
                    backupTo?: string[];
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: string;
                        recoveryCode: string;
                        thumbprint: string;
                        made: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSetupLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRecoveryCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recoveryCode: string;
                        thumbprint: string;
                        made: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actor: string;
                        user: string | null;
                        /** @enum {unknown} */
                        role: "viewer" | "operator" | "admin" | "metrics";
                        until: number | null;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    user?: string;
                    password?: string;
                    /** @description One-time code instead of a password */
                    code?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: string;
                        /** @enum {unknown} */
                        role: "viewer" | "operator" | "admin";
                        until: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, without content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionOneTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        until: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLicenses: {
        parameters: {
            query?: {
                vendor?: string;
                organization?: string;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            jti: string;
                            digest: string;
                            organization: string;
                            licensee: string;
                            alias: string | null;
                            serial: number;
                            iat: number;
                            importedAt: number;
                            /** @description Bound to machine identifiers beside the site key */
                            bound: boolean;
                            items: string[];
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVendors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            name: string;
                            thumbprint: string;
                            keys: string[];
                            cardIat: number;
                            addedAt: number;
                            acknowledgedAt: number;
                            locked: boolean;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItems: {
        parameters: {
            query?: {
                vendor?: string;
                organization?: string;
                product?: string;
                metric?: string;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            id: string;
                            organization: string;
                            product: string;
                            name: string;
                            metric: string;
                            trial: boolean;
                            publicTrial: boolean;
                            quota: number;
                            used: number;
                            registered: number;
                            live: number;
                            peak: number;
                            overageSpent: number;
                            features: string[];
                            start: number;
                            end: number;
                            /** @enum {unknown} */
                            state: "running" | "grace" | "not-yet-valid" | "expired" | "overdue" | "mismatch" | "locked" | "revoked";
                            locked: boolean;
                            revoked: boolean;
                            mismatchSince: number | null;
                            codes: string[];
                            reclaims: {
                                perYear: number;
                                left: number;
                            };
                            reservations: {
                                name: string;
                                seats: number;
                                devices: string[];
                            }[];
                            importedAt: number;
                            terms: {
                                start: number;
                                end: number;
                                graceEnd: number;
                                quota: number;
                                features: string[];
                                name: string;
                                unit: string | null;
                                versions: {
                                    from?: string;
                                    to?: string;
                                } | null;
                                platforms: string[] | null;
                                apps: string[] | null;
                                domain: string | null;
                                machines: string[] | null;
                                offlineDays: number;
                                offlineSeats: number;
                                activeWindow: number;
                                leaseSeconds: number;
                                graceSeconds: number;
                                syncDays: number | null;
                                maxPerSlot: number;
                                overagePercent: number;
                                overageSlots: number;
                                graceDays: number;
                                reclaimsPerYear: number;
                            }[];
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItemsVendorId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        id: string;
                        organization: string;
                        product: string;
                        name: string;
                        metric: string;
                        trial: boolean;
                        publicTrial: boolean;
                        quota: number;
                        used: number;
                        registered: number;
                        live: number;
                        peak: number;
                        overageSpent: number;
                        features: string[];
                        start: number;
                        end: number;
                        /** @enum {unknown} */
                        state: "running" | "grace" | "not-yet-valid" | "expired" | "overdue" | "mismatch" | "locked" | "revoked";
                        locked: boolean;
                        revoked: boolean;
                        mismatchSince: number | null;
                        codes: string[];
                        reclaims: {
                            perYear: number;
                            left: number;
                        };
                        reservations: {
                            name: string;
                            seats: number;
                            devices: string[];
                        }[];
                        importedAt: number;
                        terms: {
                            start: number;
                            end: number;
                            graceEnd: number;
                            quota: number;
                            features: string[];
                            name: string;
                            unit: string | null;
                            versions: {
                                from?: string;
                                to?: string;
                            } | null;
                            platforms: string[] | null;
                            apps: string[] | null;
                            domain: string | null;
                            machines: string[] | null;
                            offlineDays: number;
                            offlineSeats: number;
                            activeWindow: number;
                            leaseSeconds: number;
                            graceSeconds: number;
                            syncDays: number | null;
                            maxPerSlot: number;
                            overagePercent: number;
                            overageSlots: number;
                            graceDays: number;
                            reclaimsPerYear: number;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchItemsVendorId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reservations: {
                        name: string;
                        seats: number;
                        devices: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        id: string;
                        organization: string;
                        product: string;
                        name: string;
                        metric: string;
                        trial: boolean;
                        publicTrial: boolean;
                        quota: number;
                        used: number;
                        registered: number;
                        live: number;
                        peak: number;
                        overageSpent: number;
                        features: string[];
                        start: number;
                        end: number;
                        /** @enum {unknown} */
                        state: "running" | "grace" | "not-yet-valid" | "expired" | "overdue" | "mismatch" | "locked" | "revoked";
                        locked: boolean;
                        revoked: boolean;
                        mismatchSince: number | null;
                        codes: string[];
                        reclaims: {
                            perYear: number;
                            left: number;
                        };
                        reservations: {
                            name: string;
                            seats: number;
                            devices: string[];
                        }[];
                        importedAt: number;
                        terms: {
                            start: number;
                            end: number;
                            graceEnd: number;
                            quota: number;
                            features: string[];
                            name: string;
                            unit: string | null;
                            versions: {
                                from?: string;
                                to?: string;
                            } | null;
                            platforms: string[] | null;
                            apps: string[] | null;
                            domain: string | null;
                            machines: string[] | null;
                            offlineDays: number;
                            offlineSeats: number;
                            activeWindow: number;
                            leaseSeconds: number;
                            graceSeconds: number;
                            syncDays: number | null;
                            maxPerSlot: number;
                            overagePercent: number;
                            overageSlots: number;
                            graceDays: number;
                            reclaimsPerYear: number;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItemsVendorIdDemand: {
        parameters: {
            query?: {
                from?: number;
                to?: number;
            };
            header?: never;
            path: {
                vendor: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        days: {
                            at: number;
                            peak: number;
                            /** @description Devices refused for want of quota */
                            refused: number;
                        }[];
                        /** @description The most units of each hour, as looked at once a minute */
                        hours: {
                            at: number[];
                            peaks: number[];
                        };
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postFiles: {
        parameters: {
            query?: {
                /** @description Code that the items join; `none`: no code */
                handshake?: string;
                default?: boolean;
                preview?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        kind: "license";
                        summary: string;
                        vendor: string;
                        vendorName: string;
                        alreadyImported: boolean;
                        changes: {
                            /** @enum {unknown} */
                            change: "card-trusted" | "card-renewed" | "item-new" | "term-added" | "term-changed" | "trial" | "code-created" | "attached" | "revoked" | "locked" | "unlocked" | "site-locked" | "site-unlocked" | "machine-mismatch" | "bundles-acknowledged" | "time-set" | "rollback-found" | "lease-returned" | "usage-booked" | "usage-waiting";
                            subject: string;
                            text: string;
                        }[];
                        organization: string;
                        licensee: string;
                        serial: number;
                        items: {
                            id: string;
                            product: string;
                            name: string;
                            /** @enum {unknown} */
                            metric: "device" | "concurrent-device" | "concurrent-instance" | "usage" | "server" | "domain";
                            quota: number;
                            start: number;
                            end: number;
                            /** @enum {unknown} */
                            change: "new" | "term-added" | "term-changed" | "unchanged";
                        }[];
                        /** @description Codes that the items of the file hang on */
                        codes: string[];
                    } | {
                        /** @constant */
                        kind: "vendor-card";
                        summary: string;
                        vendor: string;
                        vendorName: string;
                        alreadyImported: boolean;
                        changes: {
                            /** @enum {unknown} */
                            change: "card-trusted" | "card-renewed" | "item-new" | "term-added" | "term-changed" | "trial" | "code-created" | "attached" | "revoked" | "locked" | "unlocked" | "site-locked" | "site-unlocked" | "machine-mismatch" | "bundles-acknowledged" | "time-set" | "rollback-found" | "lease-returned" | "usage-booked" | "usage-waiting";
                            subject: string;
                            text: string;
                        }[];
                        name: string;
                        thumbprint: string;
                    } | {
                        /** @constant */
                        kind: "acknowledgement";
                        summary: string;
                        vendor: string;
                        vendorName: string;
                        alreadyImported: boolean;
                        changes: {
                            /** @enum {unknown} */
                            change: "card-trusted" | "card-renewed" | "item-new" | "term-added" | "term-changed" | "trial" | "code-created" | "attached" | "revoked" | "locked" | "unlocked" | "site-locked" | "site-unlocked" | "machine-mismatch" | "bundles-acknowledged" | "time-set" | "rollback-found" | "lease-returned" | "usage-booked" | "usage-waiting";
                            subject: string;
                            text: string;
                        }[];
                        epoch: number;
                        /** @description The last bundle that it covers; 0: none */
                        seq: number;
                        /** @description A newer one was imported before: only the license files in it counted */
                        late: boolean;
                        licenses: {
                            /** @constant */
                            kind: "license";
                            summary: string;
                            vendor: string;
                            vendorName: string;
                            alreadyImported: boolean;
                            changes: {
                                /** @enum {unknown} */
                                change: "card-trusted" | "card-renewed" | "item-new" | "term-added" | "term-changed" | "trial" | "code-created" | "attached" | "revoked" | "locked" | "unlocked" | "site-locked" | "site-unlocked" | "machine-mismatch" | "bundles-acknowledged" | "time-set" | "rollback-found" | "lease-returned" | "usage-booked" | "usage-waiting";
                                subject: string;
                                text: string;
                            }[];
                            organization: string;
                            licensee: string;
                            serial: number;
                            items: {
                                id: string;
                                product: string;
                                name: string;
                                /** @enum {unknown} */
                                metric: "device" | "concurrent-device" | "concurrent-instance" | "usage" | "server" | "domain";
                                quota: number;
                                start: number;
                                end: number;
                                /** @enum {unknown} */
                                change: "new" | "term-added" | "term-changed" | "unchanged";
                            }[];
                            /** @description Codes that the items of the file hang on */
                            codes: string[];
                        }[];
                    } | {
                        /** @constant */
                        kind: "device-return";
                        summary: string;
                        vendor: string;
                        vendorName: string;
                        alreadyImported: boolean;
                        changes: {
                            /** @enum {unknown} */
                            change: "card-trusted" | "card-renewed" | "item-new" | "term-added" | "term-changed" | "trial" | "code-created" | "attached" | "revoked" | "locked" | "unlocked" | "site-locked" | "site-unlocked" | "machine-mismatch" | "bundles-acknowledged" | "time-set" | "rollback-found" | "lease-returned" | "usage-booked" | "usage-waiting";
                            subject: string;
                            text: string;
                        }[];
                        device: string;
                        /** @description The seat came free with it */
                        freed: boolean;
                    } | {
                        /** @constant */
                        kind: "device-request";
                        summary: string;
                        vendor: string;
                        vendorName: string;
                        alreadyImported: boolean;
                        changes: {
                            /** @enum {unknown} */
                            change: "card-trusted" | "card-renewed" | "item-new" | "term-added" | "term-changed" | "trial" | "code-created" | "attached" | "revoked" | "locked" | "unlocked" | "site-locked" | "site-unlocked" | "machine-mismatch" | "bundles-acknowledged" | "time-set" | "rollback-found" | "lease-returned" | "usage-booked" | "usage-waiting";
                            subject: string;
                            text: string;
                        }[];
                        device: string;
                        request: string;
                        /** @description What the device says of itself and wants */
                        asked: {
                            name: string | null;
                            platform: string | null;
                            os: string | null;
                            app: string | null;
                            version: string | null;
                            product: string;
                            features: string[];
                            days: number;
                        };
                        /** @description The item that its lease is of */
                        item: {
                            id: string;
                            name: string;
                        };
                        /** @description Length of its lease */
                        days: number;
                        until: number;
                        /** @description Content of the file to take to the device; empty in a preview */
                        answer: string;
                        /** @description A name for that file */
                        name: string;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHandshakes: {
        parameters: {
            query?: {
                vendor?: string;
                organization?: string;
                item?: string;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            code: string;
                            organization: string;
                            default: boolean;
                            items: string[];
                            ordered: boolean;
                            note: string;
                            /** @description Whether devices must present a session password */
                            password: boolean;
                            oldPasswordUntil: number | null;
                            domains: string[];
                            applications: string[];
                            processes: string[];
                            access: {
                                allow: string[];
                                deny: string[];
                            };
                            createdAt: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postHandshakes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    vendor?: string;
                    code: string;
                    default?: boolean;
                    items?: string[];
                    ordered?: boolean;
                    note?: string;
                    password?: string | null;
                    oldPasswordDays?: number;
                    domains?: string[];
                    applications?: string[];
                    processes?: string[];
                    access?: {
                        allow?: string[];
                        deny?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        code: string;
                        organization: string;
                        default: boolean;
                        items: string[];
                        ordered: boolean;
                        note: string;
                        /** @description Whether devices must present a session password */
                        password: boolean;
                        oldPasswordUntil: number | null;
                        domains: string[];
                        applications: string[];
                        processes: string[];
                        access: {
                            allow: string[];
                            deny: string[];
                        };
                        createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHandshakesVendorCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        code: string;
                        organization: string;
                        default: boolean;
                        items: string[];
                        ordered: boolean;
                        note: string;
                        /** @description Whether devices must present a session password */
                        password: boolean;
                        oldPasswordUntil: number | null;
                        domains: string[];
                        applications: string[];
                        processes: string[];
                        access: {
                            allow: string[];
                            deny: string[];
                        };
                        createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHandshakesVendorCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, without content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchHandshakesVendorCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    default?: boolean;
                    items?: string[];
                    ordered?: boolean;
                    note?: string;
                    password?: string | null;
                    oldPasswordDays?: number;
                    domains?: string[];
                    applications?: string[];
                    processes?: string[];
                    access?: {
                        allow?: string[];
                        deny?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        code: string;
                        organization: string;
                        default: boolean;
                        items: string[];
                        ordered: boolean;
                        note: string;
                        /** @description Whether devices must present a session password */
                        password: boolean;
                        oldPasswordUntil: number | null;
                        domains: string[];
                        applications: string[];
                        processes: string[];
                        access: {
                            allow: string[];
                            deny: string[];
                        };
                        createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHandshakesCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        code: string;
                        organization: string;
                        default: boolean;
                        items: string[];
                        ordered: boolean;
                        note: string;
                        /** @description Whether devices must present a session password */
                        password: boolean;
                        oldPasswordUntil: number | null;
                        domains: string[];
                        applications: string[];
                        processes: string[];
                        access: {
                            allow: string[];
                            deny: string[];
                        };
                        createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHandshakesCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, without content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchHandshakesCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    default?: boolean;
                    items?: string[];
                    ordered?: boolean;
                    note?: string;
                    password?: string | null;
                    oldPasswordDays?: number;
                    domains?: string[];
                    applications?: string[];
                    processes?: string[];
                    access?: {
                        allow?: string[];
                        deny?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        vendor: string;
                        code: string;
                        organization: string;
                        default: boolean;
                        items: string[];
                        ordered: boolean;
                        note: string;
                        /** @description Whether devices must present a session password */
                        password: boolean;
                        oldPasswordUntil: number | null;
                        domains: string[];
                        applications: string[];
                        processes: string[];
                        access: {
                            allow: string[];
                            deny: string[];
                        };
                        createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuthorizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            handshake: string;
                            requests: number;
                            failed: number;
                            reason: string | null;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDevices: {
        parameters: {
            query?: {
                vendor?: string;
                item?: string;
                handshake?: string;
                platform?: string;
                app?: string;
                blocked?: boolean;
                state?: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            uuid: string;
                            name: string | null;
                            note: string;
                            blocked: boolean;
                            platform: string | null;
                            deployment: string | null;
                            os: string | null;
                            app: string | null;
                            version: string | null;
                            address: string;
                            first: number;
                            last: number;
                            /** @enum {unknown} */
                            state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                            /** @description Units reported in the last seven UTC days */
                            usage: number;
                            seats: {
                                vendor: string;
                                item: string;
                                product: string;
                                metric: string;
                                handshake: string | null;
                                since: number;
                                active: number;
                                heldUntil: number;
                                reservation: string | null;
                                reclaimedUntil: number | null;
                                /** @description Until usage is reported, a grant of the last 24 hours can be undone */
                                reported: boolean;
                                /** @enum {unknown} */
                                state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                                leases: {
                                    jti: string;
                                    app: string | null;
                                    process: string | null;
                                    iat: number;
                                    exp: number;
                                    count: number;
                                    off: boolean;
                                }[];
                            }[];
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDevicesUuid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        uuid: string;
                        name: string | null;
                        note: string;
                        blocked: boolean;
                        platform: string | null;
                        deployment: string | null;
                        os: string | null;
                        app: string | null;
                        version: string | null;
                        address: string;
                        first: number;
                        last: number;
                        /** @enum {unknown} */
                        state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                        /** @description Units reported in the last seven UTC days */
                        usage: number;
                        seats: {
                            vendor: string;
                            item: string;
                            product: string;
                            metric: string;
                            handshake: string | null;
                            since: number;
                            active: number;
                            heldUntil: number;
                            reservation: string | null;
                            reclaimedUntil: number | null;
                            /** @description Until usage is reported, a grant of the last 24 hours can be undone */
                            reported: boolean;
                            /** @enum {unknown} */
                            state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                            leases: {
                                jti: string;
                                app: string | null;
                                process: string | null;
                                iat: number;
                                exp: number;
                                count: number;
                                off: boolean;
                            }[];
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchDevicesUuid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string | null;
                    note?: string;
                    blocked?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        uuid: string;
                        name: string | null;
                        note: string;
                        blocked: boolean;
                        platform: string | null;
                        deployment: string | null;
                        os: string | null;
                        app: string | null;
                        version: string | null;
                        address: string;
                        first: number;
                        last: number;
                        /** @enum {unknown} */
                        state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                        /** @description Units reported in the last seven UTC days */
                        usage: number;
                        seats: {
                            vendor: string;
                            item: string;
                            product: string;
                            metric: string;
                            handshake: string | null;
                            since: number;
                            active: number;
                            heldUntil: number;
                            reservation: string | null;
                            reclaimedUntil: number | null;
                            /** @description Until usage is reported, a grant of the last 24 hours can be undone */
                            reported: boolean;
                            /** @enum {unknown} */
                            state: "live" | "never-connected" | "offline" | "grace" | "lost" | "idle";
                            leases: {
                                jti: string;
                                app: string | null;
                                process: string | null;
                                iat: number;
                                exp: number;
                                count: number;
                                off: boolean;
                            }[];
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDevicesUuidReclaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    vendor?: string;
                    item?: string;
                    /** @description Only if it uses up no reclaim */
                    undo?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        outcome: "reclaimed" | "undone";
                        vendor: string;
                        item: string;
                        until: number | null;
                        left: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeases: {
        parameters: {
            query?: {
                vendor?: string;
                item?: string;
                device?: string;
                handshake?: string;
                off?: boolean;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            jti: string;
                            device: string;
                            name: string | null;
                            item: string;
                            product: string;
                            metric: string;
                            handshake: string | null;
                            app: string | null;
                            process: string | null;
                            iat: number;
                            exp: number;
                            count: number;
                            /** @description A lease of a device that never connects */
                            off: boolean;
                            request: string | null;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: {
                by?: "slot" | "hour" | "day" | "device" | "feature";
                vendor?: string;
                item?: string;
                handshake?: string;
                device?: string;
                feature?: string;
                from?: number;
                to?: number;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            at?: number;
                            device?: string;
                            name?: string | null;
                            feature?: string;
                            vendor: string;
                            item: string;
                            count: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPeaks: {
        parameters: {
            query?: {
                vendor?: string;
                item?: string;
                from?: number;
                to?: number;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            at: number;
                            vendor: string;
                            item: string;
                            peak: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsageCsv: {
        parameters: {
            query?: {
                by?: "slot" | "hour" | "day" | "device" | "feature";
                vendor?: string;
                item?: string;
                handshake?: string;
                device?: string;
                feature?: string;
                from?: number;
                to?: number;
                /** @description Text that a row contains */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsageSeries: {
        parameters: {
            query?: {
                by?: "hour" | "day";
                split?: "item" | "handshake" | "feature" | "device";
                /** @description So many parts have figures of their own */
                top?: number;
                vendor?: string;
                item?: string;
                handshake?: string;
                feature?: string;
                from?: number;
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Starts of the hours or UTC days in which there is anything */
                        at: number[];
                        /** @description The largest first, with one figure for every moment of `at` */
                        parts: {
                            vendor: string;
                            key: string;
                            name: string | null;
                            total: number;
                            counts: number[];
                        }[];
                        /** @description What all further parts make together */
                        rest: number[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDenialsSeries: {
        parameters: {
            query?: {
                /** @description So many parts have figures of their own */
                top?: number;
                vendor?: string;
                code?: string;
                handshake?: string;
                item?: string;
                from?: number;
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Starts of the hours or UTC days in which there is anything */
                        at: number[];
                        /** @description The largest first, with one figure for every moment of `at` */
                        parts: {
                            vendor: string;
                            key: string;
                            name: string | null;
                            total: number;
                            counts: number[];
                        }[];
                        /** @description What all further parts make together */
                        rest: number[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDenials: {
        parameters: {
            query?: {
                vendor?: string;
                code?: string;
                handshake?: string;
                product?: string;
                device?: string;
                address?: string;
                item?: string;
                from?: number;
                to?: number;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            code: string;
                            handshake: string;
                            product: string;
                            device: string;
                            name: string | null;
                            address: string;
                            item: string | null;
                            first: number;
                            last: number;
                            count: number;
                            /** @description How many of `count` would have been granted, were new seats not paused */
                            paused: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlerts: {
        parameters: {
            query?: {
                vendor?: string;
                item?: string;
                handshake?: string;
                subject?: string;
                channel?: "console" | "native" | "email" | "webhook" | "syslog";
                open?: boolean;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: number;
                            vendor: string | null;
                            item: string | null;
                            handshake: string | null;
                            subject: string;
                            /** @description Percent or days; grace: the end of the grace days; now: a condition */
                            threshold: number | ("grace" | "now");
                            at: number;
                            until: number | null;
                            channels: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            dismissedAt: number | null;
                            dismissedBy: string | null;
                            message: {
                                /** @enum {unknown} */
                                severity: "warning" | "critical";
                                title: string;
                                text: string;
                                next: string;
                                /** @description As the settings call it */
                                threshold: number | string;
                                /** @description The figures behind the words, for another language */
                                facts: unknown;
                            };
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlertsChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {unknown} */
                            channel: "console" | "native" | "email" | "webhook" | "syslog";
                            enabled: boolean;
                            lacks: string | null;
                            waiting: number;
                            deliveredAt: number | null;
                            error: string | null;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlertsDeliveries: {
        parameters: {
            query?: {
                channel?: "console" | "native" | "email" | "webhook" | "syslog";
                waiting?: boolean;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: number;
                            /** @enum {unknown} */
                            channel: "console" | "native" | "email" | "webhook" | "syslog";
                            alerts: number[];
                            at: number;
                            attempts: number;
                            next: number | null;
                            deliveredAt: number | null;
                            droppedAt: number | null;
                            error: string | null;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertsTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    channel: "console" | "native" | "email" | "webhook" | "syslog";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        channel: "console" | "native" | "email" | "webhook" | "syslog";
                        delivered: boolean;
                        /** @description What happened, with the next step where it was not taken */
                        detail: string;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertsIdDismiss: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, without content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertsIdRestore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, without content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSync: {
        parameters: {
            query?: {
                vendor?: string;
                epoch?: number;
                waiting?: boolean;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            epoch: number;
                            seq: number;
                            made: number;
                            digest: string;
                            size: number;
                            lines: number;
                            acknowledgedAt: number | null;
                            name: string;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                        vendors: {
                            vendor: string;
                            name: string;
                            acknowledgedAt: number;
                            pending: {
                                days: number;
                                events: number;
                            };
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSync: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    vendor?: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            vendor: string;
                            epoch: number;
                            seq: number;
                            made: number;
                            digest: string;
                            size: number;
                            lines: number;
                            acknowledgedAt: number | null;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSyncRunning: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        running: {
                            vendor: string;
                            /** @enum {unknown} */
                            step: "preparing" | "copying" | "reading" | "sealing";
                            done: number;
                            total: number;
                        } | null;
                        ended: {
                            vendor: string;
                            ended: number;
                            /** @enum {unknown} */
                            outcome: "made" | "stopped" | "failed";
                            made: {
                                vendor: string;
                                epoch: number;
                                seq: number;
                                made: number;
                                digest: string;
                                size: number;
                                lines: number;
                                acknowledgedAt: number | null;
                                name: string;
                            }[];
                            code: string | null;
                            detail: string | null;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSyncRunning: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        stopped: boolean;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSyncVendorEpochSeqFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                vendor: string;
                epoch: string;
                seq: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeviceLeases: {
        parameters: {
            query?: {
                preview?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLedger: {
        parameters: {
            query?: {
                kind?: string;
                actor?: string;
                subject?: string;
                vendor?: string;
                from?: number;
                to?: number;
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            height: number;
                            at: number;
                            kind: string;
                            actor: string;
                            vendor: string | null;
                            subject: string | null;
                            name: string | null;
                            data: {
                                [key: string]: unknown;
                            };
                            hash: string;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLedgerVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        height: number;
                        events: number;
                        firstBad: {
                            height: number;
                            reason: string;
                        } | null;
                        damages: string[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        network: {
                            host: string;
                            port: number;
                            servers: string[];
                            names: string[];
                        };
                        console: {
                            host: string;
                            port: number;
                            names: string[];
                            sessionHours: number;
                        };
                        limits: {
                            requestsPerSecond: number;
                            firstSeenPerMinute: number;
                        };
                        devices: {
                            inactiveDays: number;
                            newSeatsPaused: boolean;
                        };
                        backups: {
                            schedule: string;
                            keepHourly: number;
                            keepDaily: number;
                            keepMonthly: number;
                            places: string[];
                        };
                        retention: {
                            slotDays: number;
                            hourDays: number;
                            ledgerDays: number;
                            bundleDays: number;
                            denialDays: number;
                            alertDays: number;
                        };
                        privacy: {
                            namesInBundles: boolean;
                        };
                        alerts: {
                            quota: {
                                thresholds: (number | "limit")[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            peak: {
                                thresholds: number[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            overage: {
                                thresholds: number[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            failures: {
                                thresholds: number[];
                                minimumRequests: number;
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            term: {
                                days: (number | "grace")[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            acknowledgement: {
                                days: number[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            sync: {
                                thresholds: number[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            clock: {
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            ledger: {
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            machine: {
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            "backup-place": {
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            backup: {
                                maxAgeHours: number;
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            disk: {
                                minimumMegabytes: number;
                                minimumPercent: number;
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                        };
                        channels: {
                            authorities: string;
                            email: {
                                enabled: boolean;
                                host: string | "";
                                port: number;
                                /** @enum {unknown} */
                                security: "none" | "starttls" | "tls";
                                user: string;
                                password: boolean;
                                from: string | "";
                                to: string[];
                                cc: string[];
                                bcc: string[];
                            };
                            webhook: {
                                enabled: boolean;
                                /** @description Empty: none */
                                url: string;
                                secret: boolean;
                            };
                            syslog: {
                                enabled: boolean;
                                host: string | "";
                                port: number;
                                /** @enum {unknown} */
                                transport: "udp" | "tcp" | "tls";
                                facility: number;
                            };
                        };
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        network: {
                            host: string;
                            port: number;
                            servers: string[];
                            names: string[];
                        };
                        console: {
                            host: string;
                            port: number;
                            names: string[];
                            sessionHours: number;
                        };
                        limits: {
                            requestsPerSecond: number;
                            firstSeenPerMinute: number;
                        };
                        devices: {
                            inactiveDays: number;
                            newSeatsPaused: boolean;
                        };
                        backups: {
                            schedule: string;
                            keepHourly: number;
                            keepDaily: number;
                            keepMonthly: number;
                            places: string[];
                        };
                        retention: {
                            slotDays: number;
                            hourDays: number;
                            ledgerDays: number;
                            bundleDays: number;
                            denialDays: number;
                            alertDays: number;
                        };
                        privacy: {
                            namesInBundles: boolean;
                        };
                        alerts: {
                            quota: {
                                thresholds: (number | "limit")[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            peak: {
                                thresholds: number[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            overage: {
                                thresholds: number[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            failures: {
                                thresholds: number[];
                                minimumRequests: number;
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            term: {
                                days: (number | "grace")[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            acknowledgement: {
                                days: number[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            sync: {
                                thresholds: number[];
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            clock: {
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            ledger: {
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            machine: {
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            "backup-place": {
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            backup: {
                                maxAgeHours: number;
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                            disk: {
                                minimumMegabytes: number;
                                minimumPercent: number;
                                /** @description Channels this subject does not go to */
                                off: ("console" | "native" | "email" | "webhook" | "syslog")[];
                            };
                        };
                        channels: {
                            authorities: string;
                            email: {
                                enabled: boolean;
                                host: string | "";
                                port: number;
                                /** @enum {unknown} */
                                security: "none" | "starttls" | "tls";
                                user: string;
                                password: boolean;
                                from: string | "";
                                to: string[];
                                cc: string[];
                                bcc: string[];
                            };
                            webhook: {
                                enabled: boolean;
                                /** @description Empty: none */
                                url: string;
                                secret: boolean;
                            };
                            syslog: {
                                enabled: boolean;
                                host: string | "";
                                port: number;
                                /** @enum {unknown} */
                                transport: "udp" | "tcp" | "tls";
                                facility: number;
                            };
                        };
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBackups: {
        parameters: {
            query?: {
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: number;
                            file: string;
                            at: number;
                            size: number;
                            height: number;
                            epoch: number;
                            ok: boolean;
                            detail: string | null;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postBackups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Full path of the file to write instead; over the control socket only */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                        file: string;
                        at: number;
                        size: number;
                        height: number;
                        epoch: number;
                        ok: boolean;
                        detail: string | null;
                        copies: string[];
                        problems: string[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBackupsIdFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMachine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        site: string;
                        thumbprint: string;
                        identifiers: {
                            /** @enum {unknown} */
                            kind: "windows-machine-guid" | "windows-product-id" | "mac-platform-uuid" | "linux-machine-id";
                            identifier: string;
                            hash: string;
                        }[];
                        problems: {
                            /** @enum {unknown} */
                            kind: "windows-machine-guid" | "windows-product-id" | "mac-platform-uuid" | "linux-machine-id";
                            problem: string;
                            message: string;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getActivationRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jose": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postActivationRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    newKeys?: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jose": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postClockConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        now: number;
                        system: number;
                        mark: number;
                        trusted: boolean;
                        behind: number;
                        pendingForward: number | null;
                        confirmed: boolean;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsers: {
        parameters: {
            query?: {
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            /** @enum {unknown} */
                            role: "viewer" | "operator" | "admin";
                            createdAt: number;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {unknown} */
                    role: "viewer" | "operator" | "admin";
                    password: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {unknown} */
                        role: "viewer" | "operator" | "admin";
                        createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUsersName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, without content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchUsersName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    role?: "viewer" | "operator" | "admin";
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {unknown} */
                        role: "viewer" | "operator" | "admin";
                        createdAt: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTokens: {
        parameters: {
            query?: {
                /** @description Text that a row contains */
                search?: string;
                /** @description A column, with - before it for the other direction */
                sort?: string;
                /** @description Where to go on: `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            role: "viewer" | "operator" | "admin" | "metrics";
                            createdAt: number;
                            createdBy: string;
                        }[];
                        /** @description Cursor of the next page; null: this is the last */
                        next: string | null;
                        total: number;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @enum {unknown} */
                    role: "viewer" | "operator" | "admin" | "metrics";
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {unknown} */
                        role: "viewer" | "operator" | "admin" | "metrics";
                        createdAt: number;
                        createdBy: string;
                        token: string;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTokensId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, without content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTryDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    product: string;
                    version?: string;
                    /** @enum {unknown} */
                    platform?: "windows" | "macos" | "linux" | "android" | "ios" | "browser";
                    /** @enum {unknown} */
                    deployment?: "desktop" | "server" | "mobile" | "embedded" | "browser";
                    os?: string;
                    app?: string;
                    process?: string;
                    /** @description Organization id; empty: none */
                    org?: string;
                    /** @description Handshake code; empty: none */
                    handshake?: string;
                    features?: string[];
                    instances?: number;
                    machine?: string;
                    productId?: string;
                    /** @description Friendly name */
                    name?: string;
                    vendor?: string;
                    uuid?: string;
                    address?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        outcome: "granted" | "denied" | "problem";
                        code: string | null;
                        /** @description It would be granted, were new seats not paused */
                        paused: boolean;
                        item: string | null;
                        state: ("ok" | "overage" | "grace" | "trial") | null;
                        until: number | null;
                        verified: boolean | null;
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTryNetwork: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            server: string;
                            ok: boolean;
                            milliseconds: number;
                            pinned: boolean | null;
                            problem: string | null;
                        }[];
                    };
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; version=0.0.4; charset=utf-8": string;
                };
            };
            /** @description A refusal with its code (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
