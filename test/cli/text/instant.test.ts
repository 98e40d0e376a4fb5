import { describe, expect, it } from 'vitest';
import { dayText, instantText } from '../../../cli/text/instant.ts';
import { testStart } from '../../support/vendor.ts';

describe('an instant', () => {
  it('is shown in local time with its zone', () => {
    expect(instantText(testStart, 'UTC')).toBe('2026-06-01 00:00 UTC');
    expect(instantText(testStart, 'Europe/Berlin')).toBe('2026-06-01 02:00 CEST');
  });

  it('is shown as the local day', () => {
    expect(dayText(testStart, 'UTC')).toBe('2026-06-01');
    expect(dayText(testStart, 'America/New_York')).toBe('2026-05-31');
  });
});
