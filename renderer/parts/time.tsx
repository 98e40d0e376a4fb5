import { useFormat } from './format.ts';
import { useNow } from './now.ts';

type Props = {
  /** Epoch seconds. */
  readonly at: number;
  /** `relative`: as distance from now. Default: date and time. */
  readonly as?: 'date' | 'date-time' | 'exact' | 'relative';
};

/** An instant in local time, with UTC on hover. */
export function Time({ at, as = 'date-time' }: Props) {
  const format = useFormat();
  if (as === 'relative') return <RelativeTime at={at} />;
  const text = as === 'date' ? format.date(at) : as === 'exact' ? format.exact(at) : format.dateTime(at);
  return (
    <time dateTime={new Date(at * 1_000).toISOString()} title={format.utc(at)}>
      {text}
    </time>
  );
}

function RelativeTime({ at }: Pick<Props, 'at'>) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={new Date(at * 1_000).toISOString()} title={`${format.exact(at)} · ${format.utc(at)}`}>
      {format.relative(at, now)}
    </time>
  );
}
