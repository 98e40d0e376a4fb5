import { silent } from './code-entry.ts';

/** The codes of files, of the vendor's side and of the SDK, which have no HTTP status (protocol.md section 10). */
export const SILENT_CODES = {
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
};
