import { describe, expect, it } from 'vitest';
import { CODES } from '../../../../protocol/codes.ts';
import { findFixes } from '../../../../renderer/pages/denials/fix.ts';

const denial = {
  vendor: 'acme-vision',
  handshake: '200001-hall-4',
  product: 'barcode-reader',
  device: 'c3a1d5f0-0000-8000-8000-000000000001',
  name: null,
  address: '10.0.0.7',
  item: 'it-1',
  first: 0,
  last: 0,
  count: 1,
  paused: 0,
};
const known = { isCode: true, isDevice: true, isPaused: false };
const codes = Object.entries(CODES).flatMap(([code, entry]) => (entry.denial ? [code] : []));

describe('the fix of a refusal', () => {
  it.each(codes)('is known for %s', (code) => {
    const [first] = findFixes({ ...denial, code }, known);
    expect(first.to).toMatch(/^\/[a-z]+$/);
  });

  it('is the very code, device or item that it is about', () => {
    expect(findFixes({ ...denial, code: 'password_wrong' }, known)[0]).toMatchObject({
      to: '/handshakes',
      search: { code: 'acme-vision/200001-hall-4' },
    });
    expect(findFixes({ ...denial, code: 'device_blocked' }, known)[0]).toMatchObject({
      to: '/devices',
      search: { device: denial.device },
    });
    expect(findFixes({ ...denial, code: 'license_locked' }, known)[0]).toMatchObject({
      to: '/licenses',
      search: { item: 'acme-vision/it-1' },
    });
  });

  it('shows who holds the seats when there are none left', () => {
    const jumps = findFixes({ ...denial, code: 'quota_exhausted' }, known).map(({ jump }) => jump);
    expect(jumps).toEqual(['holders', 'enough', 'import']);
  });

  it('resumes new seats while they are paused, and shows who paused them afterwards', () => {
    const jumps = (paused: number, isPaused: boolean) =>
      findFixes({ ...denial, code: 'quota_exhausted', count: 3, paused }, { ...known, isPaused }).map(
        ({ jump }) => jump,
      );
    expect(jumps(3, true)).toEqual(['resume']);
    expect(jumps(3, false)).toEqual(['paused']);
    expect(jumps(2, true)).toEqual(['holders', 'enough', 'import', 'resume']);
    expect(jumps(0, true)).toEqual(['holders', 'enough', 'import']);
  });

  it('leads to all codes where the one that was asked for is none', () => {
    const [fix] = findFixes({ ...denial, code: 'password_wrong' }, { ...known, isCode: false, isDevice: false });
    expect(fix).toMatchObject({ jump: 'codes', search: {} });
  });
});
