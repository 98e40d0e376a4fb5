import type { DenialCode } from '../licensing/denial.ts';

/** Whether asking again can help: never, after a while by itself, or after somebody changed something. */
export type Retry = 'never' | 'later' | 'after-change';

/** What the registry says of one code. */
export type CodeEntry = {
  /** HTTP status of the answer that carries it; null: it never stands in an HTTP answer of the DLS. */
  readonly status: number | null;
  /** A rule refused an acquire, and the answer carries a signed `proof` (protocol.md section 5). */
  readonly denial: boolean;
  readonly retry: Retry;
  /** One line: what happened. */
  readonly meaning: string;
  /** One line: what the administrator or the device does next. */
  readonly next: string;
};

/**
 * Every code that Causeway answers, stores or throws (protocol.md section 10), and no other. `docs/codes.md` is the same
 * table; a test compares the two.
 */
export const CODES = freeze({
  request_malformed: problem(
    400,
    'never',
    'The request is not in the documented form.',
    'Correct the field named in `field`.',
  ),
  report_malformed: problem(
    400,
    'never',
    'A usage report or one of its records is not acceptable; nothing was booked.',
    'Correct the record named in `field` and send the same number again.',
  ),
  report_conflict: problem(
    400,
    'after-change',
    'A report of this number was booked with another content.',
    'Renumber what is unacknowledged from `expect` on.',
  ),
  license_malformed: problem(
    400,
    'never',
    'The license file is damaged or not in the documented form.',
    'Copy the file again; if it stays so, ask the vendor for a new one.',
  ),
  license_needs_newer: problem(
    400,
    'after-change',
    'The license file depends on an ability that this version does not have.',
    'Update Causeway, then import the file again.',
  ),
  file_unknown: problem(
    400,
    'never',
    'This is not a file that can be imported here.',
    'Choose the file that the vendor or the device handed over; copy it again if it may be damaged.',
  ),
  lease_invalid: problem(400, 'never', 'The lease that was presented cannot be read.', 'Ask again without it.'),

  login_required: problem(401, 'after-change', 'This needs a log-in or a token.', 'Log in, or send a valid token.'),
  login_failed: problem(
    401,
    'after-change',
    'User name or password is wrong.',
    'Try again, or reset the password by command on the server.',
  ),
  not_found: problem(404, 'never', 'There is nothing under this address.', 'Check the address.'),
  method_not_allowed: problem(
    405,
    'never',
    'This address does not know the method.',
    'Use a method that the description of the interface names.',
  ),

  organization_unknown: denial(
    403,
    'after-change',
    'No license file of this vendor for that organization is installed.',
    'Check the organization id in the app, or import its license file.',
  ),
  handshake_unknown: denial(
    403,
    'after-change',
    'There is no such handshake code of this vendor.',
    'Check the spelling in the app, or make the code.',
  ),
  handshake_foreign: denial(
    403,
    'after-change',
    'The handshake code belongs to another organization.',
    'Use a code of the organization that the app names, or leave one of the two out.',
  ),
  handshake_missing: denial(
    403,
    'after-change',
    'Neither organization nor handshake code was given, and no public trial of the product is installed.',
    'Enter the organization id or a handshake code in the app.',
  ),
  password_wrong: denial(
    403,
    'after-change',
    'The session password of the handshake code is missing or wrong.',
    'Enter the session password in the app.',
  ),
  validation_failed: denial(
    403,
    'after-change',
    'Neither application nor process matches the validation fields of the handshake code.',
    'Add the application to the validation fields, or use another code.',
  ),
  device_blocked: denial(
    403,
    'after-change',
    'The access rules or the administrator keep this device out.',
    'Change the access rules of the code, or unblock the device.',
  ),
  product_not_licensed: denial(
    403,
    'after-change',
    'No license item of the handshake code is for this product.',
    'Attach an item of the product to the code, or buy one.',
  ),
  platform_not_covered: denial(
    403,
    'after-change',
    'The license items do not cover the platform of this device.',
    'Ask the vendor for an item that covers the platform.',
  ),
  version_not_covered: denial(
    403,
    'after-change',
    'The license items do not cover the version of the app.',
    'Use a version that is covered, or ask the vendor for an item that covers it.',
  ),
  feature_not_licensed: denial(
    403,
    'after-change',
    'No license item has all the features that were asked for.',
    'Ask for fewer features, or buy the ones that are missing.',
  ),
  item_not_permitted: denial(
    403,
    'after-change',
    'The license item does not permit this application, machine, domain or deployment.',
    'Use it where the item permits, or ask the vendor to change the item.',
  ),
  license_revoked: denial(403, 'never', 'The vendor voided the license item.', 'Ask the vendor.'),
  license_not_yet_valid: denial(
    403,
    'later',
    'The term of the license item has not begun.',
    'Wait for the start of the term.',
  ),
  license_expired: denial(
    403,
    'after-change',
    'The term of the license item and its grace stage are over.',
    'Import a renewed license file.',
  ),
  sync_overdue: denial(
    403,
    'after-change',
    'The vendor has not acknowledged a sync bundle for longer than the item allows.',
    'Export a sync bundle, send it to the vendor and import the acknowledgement.',
  ),
  trial_used: denial(
    403,
    'never',
    'The public trial of this device is over.',
    'Enter the organization id or a handshake code in the app.',
  ),
  device_cloned: denial(
    403,
    'after-change',
    'This device was seen on two machines: its files were copied.',
    'Reset the license data of the app on the copy.',
  ),
  lease_reclaimed: denial(
    403,
    'later',
    'An administrator took the seat of this device back.',
    'Wait until the old lease has run out, then ask as a new device.',
  ),
  machine_mismatch: denial(
    403,
    'after-change',
    'The license file is for another machine than the one the server runs on.',
    'Send a new activation request to the vendor and import the license file that comes back.',
  ),

  role_forbidden: problem(
    403,
    'after-change',
    'The role of this user or token does not allow it.',
    'Ask an administrator, or use a token of a higher role.',
  ),
  origin_forbidden: problem(
    403,
    'never',
    'The request comes from a foreign page or names another host.',
    'Open the console under its own address.',
  ),

  quota_exhausted: denial(
    409,
    'later',
    'All that was bought and tolerated is in use.',
    'Wait until a seat comes free, reclaim one, or buy more quota.',
  ),
  proof_required: problem(
    409,
    'after-change',
    'The server needs the lease that the device holds.',
    'Acquire again with `lease`; without one of this site, acquire without `seq`.',
  ),
  report_expected: problem(
    409,
    'after-change',
    'The server expects an earlier report first.',
    'Send the reports from `expect` on again.',
  ),
  request_conflict: problem(
    409,
    'never',
    'The same request id was used with another content.',
    'Make a new request file on the device.',
  ),
  license_superseded: problem(
    409,
    'never',
    'A newer license file of this organization is already installed.',
    'Import the newest file that the vendor sent.',
  ),
  license_wrong_site: problem(
    409,
    'never',
    'The license file was issued for another site.',
    'Import it there, or send the activation request of this site to the vendor.',
  ),
  vendor_unknown: problem(
    409,
    'after-change',
    'The file is of a vendor that is not known here.',
    'Import the license file or the card of that vendor first.',
  ),
  card_stale: problem(409, 'never', 'A newer card of this vendor is already trusted.', 'Import the newest card.'),
  signature_invalid: problem(
    409,
    'never',
    'The signature is not of a key that is trusted for this.',
    'Get the file again from whoever made it; it may have been changed on the way.',
  ),
  reclaim_exhausted: problem(
    409,
    'after-change',
    'The reclaims that the vendor allows in a year are used up.',
    'Wait, or ask the vendor for a larger allowance.',
  ),
  return_required: problem(
    409,
    'after-change',
    'The lease was given out by file and comes back by file.',
    'Import the return file of the device.',
  ),
  return_invalid: problem(
    409,
    'never',
    'The return file does not prove that the device gave its lease up.',
    'Make the return file again on the device that holds the lease.',
  ),
  ack_unknown: problem(
    409,
    'never',
    'The acknowledgement is for a sync bundle that was never made here.',
    'Check that it is for this site; ask the vendor for the right one.',
  ),
  ack_mismatch: problem(
    409,
    'never',
    'The acknowledgement is for a bundle of the same number with another content.',
    'Tell the vendor: two bundles of one number exist.',
  ),

  too_large: problem(
    413,
    'never',
    'The message or file is larger than what is accepted.',
    'Send less at once; a file of this kind is at most 64 MiB.',
  ),
  media_type: problem(415, 'never', 'The content type is not accepted here.', 'Send JSON as `application/json`.'),
  rate_limited: problem(
    429,
    'later',
    'Too many requests from this address or on this code.',
    'Wait for `retryAfter` seconds.',
  ),
  header_too_large: problem(
    431,
    'never',
    'The header of the request is too large.',
    'Send fewer or shorter header fields.',
  ),
  license_locked: denial(
    423,
    'after-change',
    'The vendor locked the license item.',
    'Ask the vendor; an acknowledgement or a license file unlocks it.',
  ),

  internal_error: problem(
    500,
    'later',
    'The server made a fault.',
    'Try again; give the administrator the `requestId`, which is in the log.',
  ),
  clock_untrusted: problem(
    503,
    'after-change',
    'The clock of the server is not trusted.',
    'Set the clock right, or confirm it in the console.',
  ),
  standby: problem(503, 'later', 'This server is the standby.', 'Ask the main server.'),
  storage_full: problem(
    503,
    'later',
    'The disk of the server is full or cannot be written.',
    'Make room; the server resumes by itself.',
  ),
  overloaded: problem(503, 'later', 'The server has more to do than it can queue.', 'Wait for `retryAfter` seconds.'),
  shutting_down: problem(
    503,
    'later',
    'The server is being stopped.',
    'Wait until it is back, or ask the next server.',
  ),

  bundle_gap: silent(
    'later',
    'An earlier sync bundle of the site is missing; this one is kept.',
    'Ingest the missing bundle.',
  ),
  bundle_duplicate: silent('never', 'The sync bundle was ingested before.', 'Nothing to do.'),
  bundle_edited: silent(
    'never',
    'The sync bundle was changed or damaged after it was made.',
    'Ask the site to export it again.',
  ),
  bundle_foreign: silent(
    'never',
    'The sync bundle is for another vendor.',
    'Send it to the vendor that its name says.',
  ),
  bundle_fork: silent(
    'after-change',
    'A bundle of the same number with another content is known: the records of the site were put back.',
    'Send the acknowledgement with the fork to the site.',
  ),
  site_unknown: silent(
    'after-change',
    'No license file was issued to this site.',
    'Check that the bundle is meant for this vendor folder.',
  ),
  site_conflict: silent(
    'after-change',
    'The site is known with another key.',
    'Ask the site for a new activation request.',
  ),
  clock_rolled_back: silent(
    'after-change',
    'The clock of the device was set back.',
    'Set the clock right, or connect to the server.',
  ),
  unreachable: silent(
    'later',
    'No server gave an answer that could be verified.',
    'Check network, server and the address in the app; the app goes on by its lease.',
  ),
});

/** A code of the registry. */
export type Code = keyof typeof CODES;

/** Whether `text` is a code of the registry. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}

/** Whether `text` is the code of a denial, which counts on a device once its proof verifies. */
export function isDenialCode(text: string): text is DenialCode {
  return isCode(text) && CODES[text].denial;
}

function problem(status: number, retry: Retry, meaning: string, next: string): CodeEntry {
  return { status, denial: false, retry, meaning, next };
}

function denial(status: number, retry: Retry, meaning: string, next: string): CodeEntry {
  return { status, denial: true, retry, meaning, next };
}

function silent(retry: Retry, meaning: string, next: string): CodeEntry {
  return { status: null, denial: false, retry, meaning, next };
}

function freeze<const Registry extends Record<string, CodeEntry>>(
  registry: Registry,
): Readonly<Record<keyof Registry, CodeEntry>> {
  for (const entry of Object.values(registry)) Object.freeze(entry);
  return Object.freeze(registry);
}
