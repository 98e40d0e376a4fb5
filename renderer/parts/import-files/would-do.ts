import { useTranslation } from 'react-i18next';
import type { Imported, ImportedItem, ImportedOf } from '../../api/files.ts';
import { useFormat } from '../format.ts';

/** What a file would do, or did, in one line. */
export function useWouldDo(): (result: Imported) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const itemChanges = ({ items }: ImportedOf<'license'>): string => {
    const count = (change: ImportedItem['change']): number => items.filter((item) => item.change === change).length;
    const [fresh, renewed, changed] = [count('new'), count('term-added'), count('term-changed')];
    const parts = [
      ...(fresh > 0 ? [t('importing.would.new', { count: fresh })] : []),
      ...(renewed > 0 ? [t('importing.would.renewed', { count: renewed })] : []),
      ...(changed > 0 ? [t('importing.would.changed', { count: changed })] : []),
    ];
    return parts.length === 0 ? t('importing.would.nothing') : parts.join(', ');
  };
  const acknowledged = ({ seq, epoch, licenses }: ImportedOf<'acknowledgement'>): string => {
    const covered = seq === 0 ? t('importing.would.acknowledgeNone') : t('importing.would.acknowledge', { seq, epoch });
    return licenses.length === 0 ? covered : `${covered}, ${t('importing.would.brings', { count: licenses.length })}`;
  };
  return (result) => {
    if (result.alreadyImported && result.kind !== 'device-request') return t('importing.would.known');
    switch (result.kind) {
      case 'license':
        return t('importing.would.license', { licensee: result.licensee, changes: itemChanges(result) });
      case 'vendor-card':
        return t(
          result.changes.some(({ change }) => change === 'card-trusted')
            ? 'importing.would.trust'
            : 'importing.would.renew',
        );
      case 'acknowledgement':
        return acknowledged(result);
      case 'device-return':
        return t('importing.would.giveBack');
      case 'device-request':
        return t('importing.would.give', {
          device: result.asked.name ?? t('importing.unnamed'),
          item: result.item.name,
          until: format.date(result.until),
        });
    }
  };
}
