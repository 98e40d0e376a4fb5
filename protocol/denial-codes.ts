import type { DenialCode } from '../licensing/denial.ts';
import { type CodeEntry, denial } from './code-entry.ts';

/** Every way in which a rule refuses an acquire (protocol.md section 10, the rows and codes marked *denial*). */
export const DENIAL_CODES = {
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
  quota_exhausted: denial(
    409,
    'later',
    'All that was bought and tolerated is in use.',
    'Wait until a seat comes free, reclaim one, or buy more quota.',
  ),
  license_locked: denial(
    423,
    'after-change',
    'The vendor locked the license item.',
    'Ask the vendor; an acknowledgement or a license file unlocks it.',
  ),
} satisfies Record<DenialCode, CodeEntry>;
