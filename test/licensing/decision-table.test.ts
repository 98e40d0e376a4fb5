import { describe, expect, it } from 'vitest';
import { decisionTable } from './decision-table/decision-table.ts';

// What licensing/ does not decide is named in test/rules, with where it is proven.
describe('rules.md', () => {
  it.each(decisionTable)('section %s: %s', (_section, _sentence, check) => {
    expect.hasAssertions();
    check();
  });
});
