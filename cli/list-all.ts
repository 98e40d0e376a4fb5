import { askSite } from './ask-site.ts';
import type { SiteLink } from './site-link.ts';

type Page<Row> = { readonly items: readonly Row[]; readonly next: string | null };

/** All rows of a list of the console API, page by page. */
export async function listAll<Row>(link: SiteLink, path: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await askSite<Page<Row>>(link, { method: 'GET', path, query: { limit: '500', cursor } });
    rows.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
}
