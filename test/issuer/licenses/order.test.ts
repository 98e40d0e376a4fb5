import { describe, expect, it } from 'vitest';
import { parseOrder } from '../../../issuer/licenses/order.ts';
import { Refusal } from '../../../issuer/refusal.ts';

const NOW = 1_780_000_000;
const item = { product: 'barcode-reader', metric: 'device', quota: 5, features: ['qr'], end: 1_811_536_000 };

function parse(order: object, warnings: string[] = []) {
  return parseOrder(JSON.stringify(order), NOW, (sentence) => warnings.push(sentence));
}

function fieldOf(order: object): string | null {
  try {
    parse(order);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'license_malformed') return error.field;
    throw error;
  }
  return 'accepted';
}

describe('an order', () => {
  it('lets an item without a start begin now', () => {
    expect(parse({ organization: 'o', licensee: 'l', items: [item] }).items[0]).toMatchObject({ start: NOW });
  });

  it('takes instants as epoch seconds, dates and date-times of UTC', () => {
    const instants = [
      [1_790_000_000, 1_790_000_000],
      ['2027-01-31', 1_801_353_600],
      ['2027-01-31T12:30Z', 1_801_398_600],
      ['2027-01-31T12:30:15Z', 1_801_398_615],
    ];
    for (const [end, expected] of instants) {
      expect(parse({ organization: 'o', licensee: 'l', items: [{ ...item, end }] }).items[0]).toMatchObject({
        end: expected,
      });
    }
  });

  it.each(['2027-02-30', '31.01.2027', '2027-01-31T12:00', 'tomorrow', ''])(
    'refuses the instant "%s" by its path',
    (end) => {
      expect(fieldOf({ organization: 'o', licensee: 'l', items: [item, { ...item, end }] })).toBe('items[1].end');
    },
  );

  it.each([
    ['organization', { licensee: 'l', items: [] }],
    ['organization', { organization: 7, licensee: 'l', items: [] }],
    ['licensee', { organization: 'o', items: [] }],
    ['items', { organization: 'o', licensee: 'l' }],
    ['items', { organization: 'o', licensee: 'l', items: {} }],
    ['items[0]', { organization: 'o', licensee: 'l', items: ['it-1'] }],
    ['revoked[1]', { organization: 'o', licensee: 'l', items: [], revoked: ['a', 1] }],
    ['lockSite', { organization: 'o', licensee: 'l', items: [], lockSite: 'yes' }],
  ])('names %s when it is missing or of the wrong type', (field, order) => {
    expect(fieldOf(order)).toBe(field);
  });

  it('is refused when it is not a JSON object', () => {
    for (const text of ['', '[]', 'null', '{"organization":']) {
      expect(() => parseOrder(text, NOW, () => undefined)).toThrow('license_malformed');
    }
  });

  it('is read with a byte order mark', () => {
    const order = parseOrder('\uFEFF{"organization":"o","licensee":"l","items":[]}', NOW, () => undefined);
    expect(order.organization).toBe('o');
  });

  it('tells of a field that is not known, and leaves it out', () => {
    const warnings: string[] = [];
    const order = parse({ organization: 'o', licensee: 'l', items: [], licencee: 'x' }, warnings);
    expect(warnings).toEqual(['The field licencee of the order is not known and is left out.']);
    expect(order).not.toHaveProperty('licencee');
  });
});
