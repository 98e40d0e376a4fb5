import { useFormat } from './format.ts';
import { useNow } from './now.ts';

type Props = {
  /** Epoch seconds. */
  readonly at: number;
  /** `relative`: as distance from now; `brief`: the same in short words, for columns. Default: date and time. */
  readonly as?: 'date' | 'date-time' | 'second' | 'exact' | 'relative' | 'brief';
};

/** An instant in local time, with UTC on hover. */
export function Time({ at, as = 'date-time' }: Props) {
  const format = useFormat();
  if (as === 'relative' || as === 'brief') return <RelativeTime at={at} isBrief={as === 'brief'} />;
  const text = { date: format.date, 'date-time': format.dateTime, second: format.second, exact: format.exact }[as](at);
  return (
    <time dateTime={new Date(at * 1_000).toISOString()} title={format.utc(at)}>
      {text}
    </time>
  );
}

function RelativeTime({ at, isBrief }: Pick<Props, 'at'> & { readonly isBrief: boolean }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={new Date(at * 1_000).toISOString()} title={`${format.exact(at)} · ${format.utc(at)}`}>
      {format.relative(at, now, isBrief)}
    </time>
  );
}
