import { join } from 'node:path';
import type { Pages } from '../dls/http/console/pages.ts';

/** The console's pages in an installed package, where they lie ready beside the program; stands in for `checkout-pages.ts`. */
export function preparePages(_tell: (text: string) => void): Pages {
  return { folder: join(import.meta.dirname, 'pages') };
}
