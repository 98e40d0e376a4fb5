import { at, type Rule, row, source } from './rule.ts';

export const opening: readonly Rule[] = [
  [
    'opening',
    'Instants are UTC epoch seconds, spans are seconds',
    at('issuer/licenses/order', 'takes instants as epoch seconds, dates and date-times of UTC'),
    at('protocol/lease', 'writes every field in the order of the spec'),
  ],
  ['opening', 'Intervals are half-open: at the end it is over', row('All intervals are half-open')],
  [
    'opening',
    'now is the trusted time of the server',
    at('dls/clock', 'outlives a restart: a system clock more than 5 minutes behind it is not trusted'),
  ],
  ['opening', 'Rounding is half up', row('Rounding is half up')],
  [
    'opening',
    'Everything is scoped to its vendor',
    row('Items, locks and revocations of one vendor'),
    at('dls/operations/import-license', 'never lets equal ids of two vendors touch'),
    at('dls/operations/export-bundle', 'holds nothing of another vendor, no name, address, user or made-up code'),
  ],
  [
    'opening',
    'A request and a lease name the vendor; a device refuses a lease of another',
    at('sdk/trust', 'of another vendor'),
    at('sdk/trust', 'by a vendor that the administrator made himself'),
  ],
];

export const licenses: readonly Rule[] = [
  [
    '1',
    'The serial rises per vendor, organization and site',
    at('issuer/licenses/issue-license', 'has a serial that rises for each organization of each site'),
  ],
  [
    '1',
    'The same file again is harmless, exit 0',
    row('The same file again is harmless'),
    at('journeys/coming-home', 'is shown before anything changes, imported in turn, and harmless the second time'),
  ],
  ['1', 'A serial not above the highest is superseded unless no item is known', row('A serial not above the highest')],
  [
    '1',
    'An item holds terms, each named by its start',
    at('dls/operations/import-license', 'adds a term for a new start and changes the term of a known one'),
  ],
  ['1', 'Known id and start: that term changes', row('A file with a known id and a known start')],
  ['1', 'Known id, new start: a further term from its start on', row('A known id with a new start adds a term')],
  ['1', 'Early renewal neither interrupts nor resets', row('A known id with a new start adds a term')],
  ['1', 'Usage belongs to the latest term begun at its slot, however late', row('A usage record belongs to')],
  ['1', 'Seats carry over; the overage budget starts at 0', row('Seats carry over into a new term')],
  [
    '1',
    'Consumption starts at 0; unused quota never rolls over',
    at('journeys/terms', 'begins with nothing used, and with no more than its own quota'),
  ],
  ['1', 'Below the seats held: holders stay, new devices are refused', row('If a new quota is below')],
  ['1', 'Additional quota is another item on the same code', row('Quota bought in addition')],
  ['1', 'extends names the item whose codes it joins', row('extends on an item')],
  [
    '1',
    'revoked voids for good',
    row('revoked ids void'),
    at(
      'dls/operations/import-license',
      'revokes for good, and locks and unlocks by the later statement in any order of arrival',
    ),
  ],
  ['1', 'In a file: unlocked unless locked names it; others keep their state', row('An item in a file is unlocked')],
  [
    '1',
    'lockSite locks all items of the vendor',
    row('lockSite locks all items'),
    at('dls/operations/import-license', 'locks all items of the vendor, and of no other'),
  ],
  [
    '1',
    'The statement with the later iat holds',
    row('Of two statements'),
    at('licensing/statement', 'comes to the same in any order of arrival'),
  ],
  ['1', 'A file is bound to one site', row('A license file is bound to one site')],
  [
    '1',
    'It carries the card; the first is trusted on import',
    at(
      'dls/operations/import-license',
      'makes items, a default code and trusts the card of a vendor that was not known',
    ),
  ],
  [
    '1',
    'The first thumbprint is shown and recorded',
    at('dls/operations/import-file', 'trusts the first card of a vendor and shows the thumbprint to compare'),
    at('dls/operations/import-license', 'records the thumbprint of a first card in the ledger, with the import'),
  ],
  ['1', 'machines: one hash must match', row('At least one hash must match')],
  ['1', 'A Windows Product ID alone never does', row('At least one hash must match')],
  ['1', 'None matches: 30 days within quota, no overage, no new codes', row('When none matches')],
  [
    '1',
    'The 30 days begin with the first detection, kept in the ledger',
    at(
      'dls/operations/import-license',
      'tolerates another machine for 30 days from the first detection, which the ledger keeps',
    ),
    at(
      'dls/operations/machine-check',
      'ends when the folder is back, and begins no new 30 days when it is moved again',
    ),
  ],
  [
    '1',
    'Meanwhile no new codes, an alert, and a request to send',
    at('dls/operations/import-license', 'gives no new codes while the machine does not match'),
    at(
      'dls/alerts/evaluate-site',
      'alert when a license file is for another machine, until one for this machine is imported',
    ),
    at('dls/http/console/routes/sync', 'is the file itself'),
  ],
  ['1', 'Then machine_mismatch', row('When none matches')],
  ['1', 'machines on an item binds it to those devices', row('machines on an item')],
  ['1', 'syncDays after the last acknowledgement: grace stage, then overdue', row('syncDays after the last')],
  [
    '1',
    'syncDays are 30 to 400, none by default',
    at('licensing/filters', 'never comes without syncDays'),
    at('protocol/tokens', 'refuses: $title'),
    source('test/vectors/license.json', 'item syncDays 29'),
    source('test/vectors/license.json', 'item syncDays 401'),
  ],
  ['1', 'Warned at 50, 75 and 90 %', at('dls/alerts/evaluate-site', 'alerts at 50, 75 and 90 % of syncDays')],
  [
    '1',
    'needs that are not known are refused',
    at('dls/operations/import-license', 'refuses a file that needs what this version does not have'),
  ],
];
