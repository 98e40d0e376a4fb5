import { at, type Rule, row, source } from './rule.ts';

export const codes: readonly Rule[] = [
  ['2', 'A code is organization, dash, name', row('A code is <organizationId>-<name>')],
  [
    '2',
    'Exactly one code of an organization is the default, the first created at first',
    row('Importing a file for an organization that has no code'),
    at('dls/http/console/routes/handshakes', 'takes the default mark from the code before it'),
    at('dls/http/console/routes/handshakes', 'keeps the default of an organization: it passes on and is not put down'),
  ],
  ['2', 'Codes and items are m:n', row('Codes and items are m:n')],
  [
    '2',
    'An organization without code gets its default code on import',
    row('Importing a file for an organization that'),
  ],
  ['2', 'Trial items hang on the default code always', row('Trial items are attached')],
  ['2', 'Else the importer says; else extends; else the default', row('Otherwise the importer may say')],
  [
    '2',
    'Resolution is within the vendor of the request',
    at('dls/http/device-server', 'judges an unknown vendor like one without organizations'),
    at('dls/operations/import-license', 'never lets equal ids of two vendors touch'),
  ],
  ['2', 'Organization alone: its default code', row('given, empty: the items of that')],
  ['2', 'Organization alone, unknown', row('given, empty: unknown organization')],
  ['2', 'Both: the code must exist', row('given, given: the code must exist')],
  ['2', 'Both: the code must be of that organization', row('given, given: and belong')],
  ['2', 'Code alone: its items', row('empty, given: the items of that code')],
  ['2', 'Code alone, unknown', row('empty, given: unknown')],
  ['2', 'Neither: the public trial, else trial_used', row('empty, empty: the public trial')],
  ['2', 'Neither, and no trial installed', row('empty, empty: none installed')],
  [
    '2',
    'A session password must be given where the code has one',
    row('If a code has a session password'),
    at('dls/operations/session-password', 'is right, wrong or missing'),
  ],
  [
    '2',
    'Stored as a salted scrypt hash, compared in constant time',
    at('dls/identity/password', 'is stored as salted scrypt with its cost, N 2^15'),
    source('dls/identity/password.ts', 'timingSafeEqual('),
  ],
  [
    '2',
    'A verified one may be cached as a keyed hash',
    at('dls/identity/password', 'is known without another scrypt, and only with its own hash'),
    source('dls/identity/password.ts', 'createHmac('),
  ],
  ['2', 'Two scrypts at once, 32 wait', at('dls/identity/scrypt-queue', 'runs two at once and lets 32 wait, in order')],
  [
    '2',
    'Ten wrong ones in a minute from an address, or on a code from many: limited for 60 s',
    at('dls/identity/lockout', 'lock it for 60 s with the tenth within a minute'),
    at('dls/identity/lockout', 'lock the code for everybody, and no other code'),
    at(
      'dls/operations/session-password',
      'does not open to anybody for a minute after ten guesses from several addresses',
    ),
    at('dls/http/address', 'is the same for two IPv6 addresses exactly when their first 64 bits are'),
  ],
  [
    '2',
    'The old password may live up to 90 days',
    at(
      'dls/http/console/routes/handshakes',
      'lets the password before live as long as the administrator says, and not a second longer',
    ),
  ],
  [
    '2',
    'Leases already out run to their end',
    at('journeys/session-password', 'leaves the leases that are out alone, to their end'),
  ],
  ['2', 'Any validation list: one entry must match app or process', row('If any validation list')],
  ['2', 'Case and stars of domains, identifiers and processes', row('Case-insensitive.')],
  ['2', 'An item may carry apps', row('An item may carry its own list')],
  [
    '2',
    'Access rules by UUID, name, address or CIDR; deny wins',
    row('Access rules:'),
    at(
      'dls/http/console/routes/handshakes',
      'takes addresses of both families, ranges, UUIDs and names as access rules',
    ),
  ],
  [
    '2',
    'Reservations hold seats for a group',
    row('Reservations:'),
    at('dls/http/console/routes/handshakes', 'are held for their devices and refused to others'),
  ],
];

export const choice: readonly Rule[] = [
  [
    '3',
    'The checks run in this order and the first names the refusal',
    at('licensing/rank', 'names %s when %s is broken too'),
    at('licensing/filters', 'names %s rather than %s'),
    at('journeys/model-over-http', 'answers over HTTP and counts in its database like the reference model'),
  ],
  ['3', 'The filter that empties the set is the denial', row('When a filter empties the set')],
  ['3', 'Different reasons in one filter: the later wins', row('If the survivors fail one filter')],
  ['3', 'A missing field fails its filter', row('A field that an item restricts')],
  ['3', 'Versions are numbers; a short bound is a prefix', row('Versions compare')],
  ['3', 'First within term and quota, then the grace stage', row('First: items within term and quota')],
  ['3', 'Order within a pass', row('Within a pass')],
  ['3', 'The first that can grant does; else the denial of the first', row('The first that can grant does')],
];
