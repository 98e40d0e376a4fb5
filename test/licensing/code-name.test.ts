import { describe, expect, it } from 'vitest';
import { codeName, isCodeName, isOrganizationId } from '../../licensing/code-name.ts';

describe('isCodeName', () => {
  it.each([
    ['200001-default', true],
    ['200001-a', true],
    ['200001-Line_4-b', true],
    [`200001-${'x'.repeat(48)}`, true],
    [`200001-${'x'.repeat(49)}`, false],
    ['200001-', false],
    ['200001', false],
    ['300001-default', false],
    ['200001-a b', false],
    ['200001-ä', false],
    ['200001-a.b', false],
  ])('%s: %s', (text, fine) => {
    expect(isCodeName(text, '200001')).toBe(fine);
  });
});

describe('codeName', () => {
  it('puts the organization before the name', () => {
    expect(codeName('200001', 'default')).toBe('200001-default');
  });
});

describe('isOrganizationId', () => {
  it.each([
    ['200001', true],
    ['Harbor_Plant.1', true],
    ['harbor-plant', false],
    ['', false],
    ['x'.repeat(65), false],
  ])('%s: %s', (text, fine) => {
    expect(isOrganizationId(text)).toBe(fine);
  });
});
