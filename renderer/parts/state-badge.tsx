import type { ReactNode } from 'react';
import classes from './state-badge.module.css';

/** How a state is meant: in order, to be looked at, to be acted on, out of play, or merely told. */
export type Tone = 'ok' | 'warning' | 'critical' | 'quiet' | 'accent';

type Props = {
  readonly tone: Tone;
  /** Words that may be too many for one line. */
  readonly isSentence?: boolean;
  readonly children: ReactNode;
};

/** A state by shape and word as well as colour. */
export function StateBadge({ tone, isSentence = false, children }: Props) {
  return (
    <span className={classes.badge} data-tone={tone} data-sentence={isSentence || undefined}>
      <StateShape tone={tone} />
      <span className={classes.words}>{children}</span>
    </span>
  );
}

/** The shape alone, where the word stands beside it. */
export function StateShape({ tone, size = 10 }: { readonly tone: Tone; readonly size?: number }) {
  return (
    <svg className={classes.shape} data-tone={tone} width={size} height={size} viewBox="0 0 10 10" aria-hidden="true">
      {shapes[tone]}
    </svg>
  );
}

const shapes: Readonly<Record<Tone, ReactNode>> = {
  ok: <circle cx="5" cy="5" r="4.2" />,
  warning: <path d="M5 .6 9.7 9.2H.3z" />,
  critical: <path d="M.8.8h8.4v8.4H.8z" />,
  quiet: <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  accent: <path d="M5 .2 9.8 5 5 9.8.2 5z" />,
};
