import { useTranslation } from 'react-i18next';
import type { CodeRequests } from '../../api/handshakes.ts';
import { useFormat } from '../../parts/format.ts';
import { StateBadge } from '../../parts/state-badge.tsx';

/** Requests of the last hour and how many of them were refused. */
export function FailureShare({ requests: known }: { readonly requests: CodeRequests | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { requests, failed } = known ?? { requests: 0, failed: 0 };
  if (requests === 0) return <StateBadge tone="quiet">{t('handshakes.noRequests')}</StateBadge>;
  const share = failed / requests;
  // A refusal among hundreds is no state of the code.
  const tone = share >= 0.2 ? 'critical' : share >= 0.01 ? 'warning' : 'ok';
  const text = t('handshakes.requests', { count: requests, formatted: format.number(requests) });
  if (failed === 0) return <StateBadge tone="ok">{text}</StateBadge>;
  const whole = `${text} · ${t('handshakes.refusedShare', { share: format.percent(share) })}`;
  return (
    <span title={whole}>
      <StateBadge tone={tone}>{whole}</StateBadge>
    </span>
  );
}
