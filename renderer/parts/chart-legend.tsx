import classes from './chart-legend.module.css';

type Entry = {
  readonly name: string;
  readonly label: string;
  readonly color: string;
  readonly strokeDasharray: string;
};

/** Which line is which, by colour and dash. */
export function ChartLegend({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <ul className={classes.legend}>
      {entries.map(({ name, label, color, strokeDasharray }) => (
        <li key={name}>
          <svg width="24" height="8" aria-hidden="true">
            <line x1="0" x2="24" y1="4" y2="4" stroke={color} strokeWidth="2" strokeDasharray={strokeDasharray} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
