import axe from 'axe-core';
import type { Page } from 'playwright-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page as it stands: each barrier with the elements that raise it. */
export function findBarriers(page: Page): Promise<readonly string[]> {
  return findIn(page, []);
}

/** The same where rows of a long table look alike: those past the sixth are left out, which saves minutes. */
export function findBarriersOfLook(page: Page): Promise<readonly string[]> {
  return findIn(page, ['tbody tr:nth-child(n + 7)']);
}

async function findIn(page: Page, exclude: readonly string[]): Promise<readonly string[]> {
  // The page keeps it until another is loaded; to hand it over each time takes as long as to look.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  await page.waitForFunction(isStill);
  const violations = await page.evaluate(
    async ({ values, exclude }) => {
      const { axe } = globalThis as unknown as { readonly axe: typeof import('axe-core') };
      const context = { include: [['html']], exclude: exclude.map((one) => [one]) };
      return (await axe.run(context, { runOnly: { type: 'tag', values: [...values] } })).violations;
    },
    { values: standards, exclude },
  );
  return violations.flatMap(toText);
}

/** Nothing fades or moves in any more: half-way colours are none that anybody has to read. */
function isStill(): boolean {
  const isEnding = (animation: Animation): boolean => animation.effect?.getComputedTiming().endTime !== Infinity;
  return document.getAnimations().every((animation) => animation.playState !== 'running' || !isEnding(animation));
}

function toText({ id, help, nodes }: axe.Result): readonly string[] {
  return nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`);
}
