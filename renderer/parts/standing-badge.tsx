import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { STANDINGS, type Standing } from '../api/devices.ts';
import classes from './standing-badge.module.css';
import { StateBadge, type Tone } from './state-badge.tsx';

const tones: Readonly<Record<Standing, Tone>> = {
  live: 'ok',
  'never-connected': 'accent',
  offline: 'warning',
  grace: 'warning',
  lost: 'critical',
  idle: 'quiet',
};

/** How a device or a seat stands, as far as its leases tell. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t(`devices.standingHint.${standing}`)} multiline maw={320} openDelay={400}>
      <span className={classes.whole}>
        <StateBadge tone={tones[standing]}>{t(`devices.standing.${standing}`)}</StateBadge>
      </span>
    </Tooltip>
  );
}

/** Every standing as an option of a filter. */
export function useStandingOptions(): readonly { readonly value: Standing; readonly label: string }[] {
  const { t } = useTranslation();
  return STANDINGS.map((value) => ({ value, label: t(`devices.standing.${value}`) }));
}
