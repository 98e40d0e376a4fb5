import { useTranslation } from 'react-i18next';
import { useFormat } from './format.ts';
import classes from './quota-bar.module.css';

type Props = {
  /** What is counted, for those who hear the bar: the item's name. */
  readonly label: string;
  readonly used: number;
  readonly quota: number;
  /** Up to where the vendor tolerates use beyond the quota; default: the quota itself. */
  readonly limit?: number;
  /** Highest count so far; drawn as a thin mark. */
  readonly peak?: number;
  /** Without the figures beside the bar. */
  readonly isBare?: boolean;
  /** Figures in full where there is room for them; else millions are shortened. */
  readonly isExact?: boolean;
};

const million = 1_000_000;

/** Used of quota, with a mark where the quota ends when the vendor tolerates more. */
export function QuotaBar({ label, used, quota, limit = quota, peak, isBare = false, isExact = false }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const whole = Math.max(limit, quota, used, 1);
  const part = (value: number): string => `${(100 * Math.min(value, whole)) / whole}%`;
  const tone = used >= limit && used > 0 ? 'critical' : used >= quota ? 'warning' : used >= 0.9 * quota ? 'near' : 'ok';
  const text = t('parts.of', { used: format.number(used), quota: format.number(quota) });
  const isShort = !isExact && Math.max(used, quota) >= million;
  const short = t('parts.of', { used: format.short(used), quota: format.short(quota) });
  return (
    <div className={classes.row}>
      <div
        className={classes.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={whole}
        aria-valuenow={Math.min(used, whole)}
        aria-valuetext={used > quota ? `${text}. ${t('parts.inGrace', { count: used - quota })}` : text}
      >
        <div className={classes.used} data-tone={tone} style={{ width: part(Math.min(used, quota)) }} />
        {used > quota && (
          <div
            className={classes.beyond}
            data-tone={tone}
            style={{ left: part(quota), width: `calc(${part(used)} - ${part(quota)})` }}
          />
        )}
        {whole > quota && <div className={classes.end} style={{ left: part(quota) }} />}
        {peak !== undefined && peak > used && <div className={classes.peak} style={{ left: part(peak) }} />}
      </div>
      {!isBare && (
        <span className={classes.figures} title={isShort ? text : undefined}>
          {isShort ? short : text}
        </span>
      )}
    </div>
  );
}
