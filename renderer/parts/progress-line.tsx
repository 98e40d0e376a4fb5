import { useFormat } from './format.ts';
import classes from './progress-line.module.css';

type Props = {
  /** What goes on, for those who hear the bar. */
  readonly label: string;
  /** What is being done now, in words. */
  readonly what: string;
  /** 0 to 1. */
  readonly share: number;
};

/** How far long work is: in words, in percent, and as a bar. */
export function ProgressLine({ label, what, share }: Props) {
  const percent = useFormat().percent(share);
  return (
    <div className={classes.progress}>
      <div className={classes.words}>
        {/* The percentage changes too often to be told aloud each time. */}
        <span role="status">{what}</span>
        <span className={classes.percent}>{percent}</span>
      </div>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share * 100)}
        aria-valuetext={`${what}, ${percent}`}
      >
        <div className={classes.done} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
