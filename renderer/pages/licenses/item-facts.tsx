import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/site.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/format.ts';
import { useVendorName } from '../../parts/names.ts';
import { Panel } from '../../parts/panel.tsx';
import { Time } from '../../parts/time.tsx';
import { useMetric } from '../../text/metric.ts';

/** What the vendor sold, in the words of the license file. */
export function ItemFacts({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const metric = useMetric();
  const vendorName = useVendorName();
  const { vendor, id, organization, product, features, start, end, importedAt, mismatchSince } = item;
  const term = item.terms.find((one) => one.start === start);
  const all = (values: readonly string[]): string => values.join(', ');
  const facts: readonly Fact[] = [
    [t('licenses.id'), <CopyableId key="id" value={id} what={t('licenses.id')} />],
    [t('licenses.vendor'), vendorName(vendor)],
    [t('licenses.organization'), organization],
    [t('licenses.product'), product],
    [t('licenses.metric'), metric(item.metric)],
    [t('licenses.features'), all(features)],
    [t('licenses.from'), <Time key="start" at={start} />],
    ...(item.publicTrial ? [] : [[t('licenses.until'), <Time key="end" at={end} />] as const]),
    ...(term === undefined ? [] : limitsOf(term)),
    ...(mismatchSince === null ? [] : [[t('licenses.mismatch'), <Time key="since" at={mismatchSince} />] as const]),
    [t('licenses.imported'), <Time key="imported" at={importedAt} />],
  ];

  function limitsOf(known: Item['terms'][number]): readonly Fact[] {
    const { unit, versions, platforms, apps, domain, machines, syncDays } = known;
    const limits: readonly (readonly [name: string, value: string | null])[] = [
      [t('licenses.unit'), unit],
      [t('licenses.domain'), domain],
      [t('licenses.platforms'), platforms === null ? null : all(platforms)],
      [t('licenses.versions'), versions === null ? null : `${versions.from ?? '…'} – ${versions.to ?? '…'}`],
      [t('licenses.apps'), apps === null ? null : all(apps)],
      [t('licenses.machines'), machines === null ? null : format.number(machines.length)],
      [t('licenses.graceDays'), format.days(known.graceDays)],
      [t('licenses.offlineDays'), format.days(known.offlineDays)],
      [t('licenses.leaseSpan'), item.metric.startsWith('concurrent') ? format.span(known.leaseSeconds) : null],
      [t('licenses.activeWindow'), isRegistered(item) ? format.span(known.activeWindow) : null],
      [t('licenses.syncDays'), syncDays === null ? null : format.days(syncDays)],
    ];
    return limits.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  }

  return (
    <Panel title={t('licenses.about')}>
      <Facts facts={facts} />
    </Panel>
  );
}

const isRegistered = ({ metric }: Item): boolean => metric === 'device' || metric === 'server';
