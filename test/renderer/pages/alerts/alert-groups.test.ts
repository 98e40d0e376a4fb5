import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../renderer/api/alerts.ts';
import { groupsOf } from '../../../../renderer/pages/alerts/alert-groups.ts';

const alert = (id: number, subject: string, severity: 'warning' | 'critical', more: Partial<Alert> = {}): Alert => ({
  id,
  subject,
  vendor: 'acme-vision',
  item: 'it-1',
  handshake: null,
  threshold: 90,
  at: id * 100,
  until: null,
  channels: ['console'],
  dismissedAt: null,
  dismissedBy: null,
  message: { severity, title: '', text: '', next: '', threshold: 90, facts: {} },
  ...more,
});

describe('open alerts', () => {
  it('stand there once for each thing, its newest threshold first', () => {
    const groups = groupsOf([alert(1, 'quota', 'warning'), alert(3, 'quota', 'warning'), alert(2, 'term', 'warning')]);
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([[3, 1], [2]]);
  });

  it('begin with what is critical', () => {
    const groups = groupsOf([alert(9, 'quota', 'warning'), alert(1, 'clock', 'critical', { item: null })]);
    expect(groups.map(([{ id }]) => id)).toEqual([1, 9]);
  });

  it('are told apart by vendor, item and handshake code', () => {
    const groups = groupsOf([
      alert(1, 'quota', 'warning'),
      alert(2, 'quota', 'warning', { item: 'it-2' }),
      alert(3, 'quota', 'warning', { vendor: 'lumen' }),
    ]);
    expect(groups).toHaveLength(3);
  });
});
