import { useTranslation } from 'react-i18next';
import type { Item } from '../api/site.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

const tones: Readonly<Record<Item['state'], Tone>> = {
  running: 'ok',
  grace: 'warning',
  'not-yet-valid': 'quiet',
  expired: 'critical',
  overdue: 'critical',
  mismatch: 'critical',
  locked: 'critical',
  revoked: 'critical',
};

/** How a license item stands. */
export function ItemStateBadge({ state }: { readonly state: Item['state'] }) {
  const { t } = useTranslation();
  return <StateBadge tone={tones[state]}>{t(`itemState.${state}`)}</StateBadge>;
}
