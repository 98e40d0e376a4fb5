import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../api/site.ts';
import { useFormat } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import classes from './device-panel.module.css';

/** Devices now, in figures that lead to them. */
export function DevicePanel({ totals }: { readonly totals: Status['totals'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = [
    { name: t('overview.devicesKnown'), value: totals.devices, to: '/devices' },
    { name: t('overview.seatsHeld'), value: totals.seats, to: '/licenses' },
  ] as const;
  return (
    <Panel title={t('overview.devicesNow')}>
      <dl className={classes.figures}>
        {figures.map(({ name, value, to }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Link to={to}>{format.number(value)}</Link>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
