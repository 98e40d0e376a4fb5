import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page as it stands: each barrier with the elements that raise it. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const { violations } = await axeOn(page).withTags(standards).analyze();
  return violations.flatMap(toText);
}

/** What of it is a matter of colours and sizes alone, and so another in every theme. */
export async function findColourBarriers(page: Page): Promise<readonly string[]> {
  const rules = ['color-contrast', 'link-in-text-block', 'target-size'];
  // Of a long table, rows look alike: those past the sixth are left out, which saves minutes.
  const { violations } = await axeOn(page).withRules(rules).exclude('tbody tr:nth-child(n + 7)').analyze();
  return violations.flatMap(toText);
}

/** The other mode looks into frames of other origins, which the console has none of, and opens a page of its own each time. */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

function toText({ id, help, nodes }: Violation): readonly string[] {
  return nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`);
}
