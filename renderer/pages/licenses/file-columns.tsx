import { useTranslation } from 'react-i18next';
import type { LicenseFile } from '../../api/licenses.ts';
import type { Column } from '../../parts/data-table/data-table.tsx';
import { useFormat } from '../../parts/format.ts';
import { useItemName, useVendorName } from '../../parts/names.ts';
import { SomeNames } from '../../parts/some-names.tsx';
import { Time } from '../../parts/time.tsx';

export function useFileColumns(): readonly Column<LicenseFile>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const vendorName = useVendorName();
  const itemName = useItemName();
  const licensee = (file: LicenseFile): string =>
    file.alias === null ? file.licensee : `${file.licensee} (${file.alias})`;
  return [
    { id: 'jti', header: t('licenses.file'), width: 136, grows: true, cell: ({ jti }) => jti, text: ({ jti }) => jti },
    {
      id: 'vendor',
      header: t('licenses.vendor'),
      width: 120,
      cell: ({ vendor }) => vendorName(vendor),
      text: ({ vendor }) => vendor,
    },
    {
      id: 'licensee',
      header: t('licenses.licensee'),
      width: 128,
      grows: true,
      sort: 'licensee',
      cell: licensee,
      text: licensee,
    },
    {
      id: 'organization',
      header: t('licenses.organization'),
      width: 112,
      cell: ({ organization }) => organization,
      text: ({ organization }) => organization,
    },
    {
      id: 'serial',
      header: t('licenses.serial'),
      width: 88,
      sort: 'serial',
      align: 'end',
      cell: ({ serial }) => format.number(serial),
      text: ({ serial }) => serial,
    },
    {
      id: 'iat',
      header: t('licenses.issued'),
      width: 112,
      sort: 'iat',
      cell: ({ iat }) => <Time at={iat} as="date" />,
      text: ({ iat }) => format.utc(iat),
    },
    {
      id: 'importedAt',
      header: t('licenses.imported'),
      width: 112,
      sort: 'importedAt',
      cell: ({ importedAt }) => <Time at={importedAt} as="date" />,
      text: ({ importedAt }) => format.utc(importedAt),
    },
    {
      id: 'items',
      header: t('licenses.itemsIn'),
      width: 160,
      grows: true,
      cell: ({ vendor, items }) => <SomeNames names={items.map((id) => itemName(vendor, id))} />,
      text: ({ items }) => items.join(' '),
    },
    {
      id: 'bound',
      header: t('licenses.bound'),
      width: 136,
      cell: ({ bound }) => t(bound ? 'licenses.boundMachine' : 'licenses.boundSite'),
      text: ({ bound }) => t(bound ? 'licenses.boundMachine' : 'licenses.boundSite'),
    },
  ];
}
