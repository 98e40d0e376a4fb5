import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/site.ts';
import { useFormat } from '../../parts/format.ts';
import { limitOf } from '../../parts/item-limit.ts';
import { ButtonLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QuotaBar } from '../../parts/quota-bar.tsx';
import classes from './licenses.module.css';

/** What is used of how much; every figure leads to the devices behind it. */
export function ItemFigures({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { vendor, id, name, metric, used, quota, live, registered, peak, overageSpent, reclaims } = item;
  const limit = limitOf(item);
  const isConcurrent = metric.startsWith('concurrent');
  const budget = item.terms.find(({ start }) => start === item.start)?.overageSlots ?? 0;
  const figures: readonly (readonly [name: string, value: string])[] = [
    ...(metric === 'usage' || metric === 'domain' ? [] : [[t('licenses.peakToday'), format.number(peak)] as const]),
    [t('licenses.holding'), format.number(registered)],
    [t('licenses.live'), format.number(live)],
    ...(limit > quota ? [[t('licenses.tolerated'), format.number(limit - quota)] as const] : []),
    ...(isConcurrent
      ? [
          [
            t('licenses.overageBudget'),
            t('parts.of', { used: format.number(overageSpent), quota: format.number(budget) }),
          ] as const,
        ]
      : []),
    ...(metric === 'usage' || metric === 'domain'
      ? []
      : [
          [
            t('licenses.reclaimsLeft'),
            t('parts.of', { used: format.number(reclaims.left), quota: format.number(reclaims.perYear) }),
          ] as const,
        ]),
  ];
  return (
    <Panel
      title={t('licenses.use')}
      actions={
        <Group gap="xs" wrap="nowrap">
          <ButtonLink to="/devices" search={{ item: id, vendor }} variant="default">
            {t('nav.devices')}
          </ButtonLink>
          <ButtonLink to="/usage" search={{ item: id, vendor }} variant="default">
            {t('nav.usage')}
          </ButtonLink>
          <ButtonLink to="/denials" search={{ item: id, vendor }} variant="default">
            {t('nav.denials')}
          </ButtonLink>
        </Group>
      }
    >
      {metric !== 'domain' && (
        <QuotaBar label={name} used={used} quota={quota} limit={limit} isExact {...(isConcurrent && { peak })} />
      )}
      <dl className={classes.figures}>
        {figures.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
