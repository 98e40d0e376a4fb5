import type { Alert } from '../api/alerts.ts';

type Place = {
  readonly to:
    | '/licenses'
    | '/handshakes'
    | '/denials'
    | '/usage'
    | '/gap'
    | '/settings'
    | '/ledger'
    | '/setup'
    | '/backups';
  readonly search: Readonly<Record<string, string>>;
};

/** Where what an alert is about can be looked at. */
export function placeOf({ subject, vendor, item, handshake }: Alert): Place | null {
  const ownItem = { to: '/licenses', search: item === null ? {} : { item: `${vendor}/${item}` } } as const;
  switch (subject) {
    case 'quota':
    case 'term':
    case 'overage':
      return ownItem;
    case 'peak':
      return { to: '/usage', search: item === null ? {} : { vendor: vendor ?? '', item } };
    case 'failures':
      return { to: '/denials', search: handshake === null ? {} : { handshake } };
    case 'acknowledgement':
    case 'sync':
      return { to: '/gap', search: {} };
    case 'clock':
      return { to: '/settings', search: { section: 'clock' } };
    case 'ledger':
      return { to: '/ledger', search: {} };
    case 'machine':
      return { to: '/setup', search: { step: 'activate' } };
    case 'backup':
    case 'backup-place':
      return { to: '/backups', search: {} };
    default:
      return null;
  }
}
