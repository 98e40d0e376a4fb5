import type { ReactNode } from 'react';
import classes from './notice.module.css';
import { StateShape, type Tone } from './state-badge.tsx';

type Props = {
  readonly tone: Tone;
  readonly title?: string;
  /** `alert`: told at once to those who hear the page; `status`: when they pause. */
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
};

/** A sentence that stands out: what happened, and what to do. */
export function Notice({ tone, title, role, children }: Props) {
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <span className={classes.shape}>
        <StateShape tone={tone} size={12} />
      </span>
      <div>
        {title !== undefined && <div className={classes.title}>{title}</div>}
        {children}
      </div>
    </div>
  );
}
