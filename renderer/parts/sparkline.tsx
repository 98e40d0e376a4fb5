import { useFormat } from './format.ts';
import classes from './sparkline.module.css';

type Props = {
  /** What is drawn, for those who hear it: "Scans a day over the last 30 days". */
  readonly label: string;
  readonly values: readonly number[];
  /** Drawn as a thin line across, when it lies within reach of the values. */
  readonly quota?: number;
};

const width = 100;
const height = 24;

/** The run of a figure over the last days, without axes: whether it rises, and whether it nears its quota. */
export function Sparkline({ label, values, quota }: Props) {
  const format = useFormat();
  const highest = Math.max(...values, 0);
  const top = quota !== undefined && quota <= highest * 2 ? Math.max(highest, quota) : Math.max(highest, 1);
  const y = (value: number): number => height - 2 - ((height - 4) * value) / top;
  const x = (index: number): number => (width * index) / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${x(index).toFixed(2)},${y(value).toFixed(2)}`).join(' ');
  const said = `${label}: ${format.number(values.at(-1) ?? 0)}; max. ${format.number(highest)}`;
  return (
    <svg
      className={classes.spark}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={said}
    >
      <polygon className={classes.area} points={`0,${height} ${points} ${width},${height}`} />
      <polyline className={classes.line} points={points} />
      {quota !== undefined && quota <= top && (
        <line className={classes.quota} x1="0" x2={width} y1={y(quota)} y2={y(quota)} />
      )}
    </svg>
  );
}
