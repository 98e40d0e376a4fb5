import { describe, expect, it } from 'vitest';
import { noticesOf, testNoticeOf } from '../../../electron/main/alert-notices.ts';

const alert = (id: number, channels: readonly string[] = ['native'], severity = 'warning') => ({
  id,
  channels,
  message: { severity, title: `Alert ${id}`, text: 'The quota is used up.', next: 'Order more.' },
});

describe('notifications of alerts', () => {
  it('tell what is new, with the next step', () => {
    expect(noticesOf([alert(5, ['native'], 'critical'), alert(4)], 4)).toEqual([
      { title: 'Alert 5', body: 'The quota is used up. Order more.', urgent: true },
    ]);
  });

  it('leave out what does not go to the desktop', () => {
    expect(noticesOf([alert(5, ['console', 'email'])], 0)).toEqual([]);
  });

  it('are three at most, and the first says how many more there are', () => {
    const titles = noticesOf(
      [9, 8, 7, 6, 5].map((id) => alert(id)),
      0,
    ).map(({ title }) => title);
    expect(titles).toEqual(['Alert 9 (+2)', 'Alert 8', 'Alert 7']);
  });

  it('of a test are shown on the desktop it was meant for', () => {
    expect(testNoticeOf({ test: true, channel: 'native', title: 'A test', text: 'It works.' })).toEqual({
      title: 'A test',
      body: 'It works.',
    });
    expect(testNoticeOf({ test: true, channel: 'console', title: 'A test' })).toBeNull();
    expect(testNoticeOf(null)).toBeNull();
  });
});
