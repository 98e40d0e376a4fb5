import { describe, expect, it } from 'vitest';
import type { AlertFacts } from '../../../dls/alerts/alert-facts.ts';
import { alertText } from '../../../dls/alerts/alert-text.ts';
import { composeMessage, testMessage } from '../../../dls/alerts/outgoing.ts';
import type { ShownAlert } from '../../../dls/store/sqlite/queries/alerts.ts';
import { testStart } from '../../support/vendor.ts';

const named = {
  vendor: 'acme',
  vendorName: 'Acme',
  item: 'it-1',
  name: 'Reader',
  product: 'reader',
  metric: 'usage',
} as const;
const quota = (item: string, used: number): AlertFacts => ({
  ...named,
  item,
  subject: 'quota',
  used,
  quota: 100,
  tolerance: 5,
  unit: null,
});

function alert(id: number, facts: AlertFacts, threshold: number | 'now'): ShownAlert {
  return {
    id,
    vendor: 'vendor' in facts ? facts.vendor : null,
    item: 'item' in facts ? facts.item : null,
    handshake: null,
    subject: facts.subject,
    threshold,
    channels: ['email'],
    message: { ...alertText(facts, threshold), threshold, facts },
    at: testStart,
    until: null,
    dismissedAt: null,
    dismissedBy: null,
  };
}

const compose = (alerts: readonly ShownAlert[]) =>
  composeMessage(alerts, { id: 'x', site: 's', version: '1.2.3', now: testStart });

describe('composeMessage', () => {
  it('tells the last threshold of each figure, and lists every alert', () => {
    const message = compose([alert(1, quota('a', 92), 75), alert(2, quota('b', 80), 75), alert(3, quota('a', 92), 90)]);
    expect(message.paragraphs.map(({ text }) => text.slice(0, 10))).toEqual(['Reader (b)', 'Reader (a)']);
    expect(message.alerts.map(({ id, threshold }) => [id, threshold])).toEqual([
      [1, 75],
      [2, 75],
      [3, 90],
    ]);
    expect(message).toMatchObject({ severity: 'warning', title: 'Reader: 80 % of the quota used (and 1 more)' });
  });

  it('is as urgent as the most urgent of them, which gives it its title', () => {
    const full: AlertFacts = { subject: 'backup', cause: 'failed', at: testStart, detail: '' };
    const message = compose([alert(1, quota('a', 80), 75), alert(2, full, 'now')]);
    expect(message).toMatchObject({ severity: 'critical', title: 'The last backup failed (and 1 more)' });
  });

  it('keeps causes of one subject apart', () => {
    const message = compose([
      alert(1, { subject: 'backup', cause: 'failed', at: testStart, detail: '' }, 'now'),
      alert(2, { subject: 'backup', cause: 'old', at: null, hours: 25, maxAgeHours: 24 }, 'now'),
    ]);
    expect(message.paragraphs).toHaveLength(2);
  });

  it('stays readable when very much fired, and says how much it leaves out', () => {
    const message = compose(Array.from({ length: 230 }, (_, id) => alert(id, quota(`it-${id}`, 80), 75)));
    expect(message.paragraphs).toHaveLength(201);
    expect(message.paragraphs.at(-1)?.text).toBe('30 more alerts are not listed here.');
    expect(message.alerts).toHaveLength(230);
  });

  it('says so when what it told of is no longer kept', () => {
    expect(compose([])).toMatchObject({ title: 'Alerts that are no longer kept', alerts: [] });
  });
});

describe('testMessage', () => {
  it('cannot be taken for an alert', () => {
    const message = testMessage({ id: 'x', site: 's', version: '1.2.3', now: testStart });
    expect(message).toMatchObject({ test: true, severity: 'test', title: 'Test of the alerts', alerts: [] });
    expect(message.paragraphs[0]?.text).toContain('nothing is wrong');
  });
});
