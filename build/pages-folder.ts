import { resolve } from 'node:path';

/** Where the console's pages go, and where the server reads them in a checkout. */
export const pagesFolder = resolve(import.meta.dirname, '../renderer/dist');
