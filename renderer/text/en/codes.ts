import { CODES, type Code } from '../../../protocol/codes.ts';

/** Every code of the registry in words, which are the registry's own but for what only a console can say. */
export const codes = {
  ...Object.fromEntries(Object.entries(CODES).map(([code, { meaning, next }]) => [code, { meaning, next }])),
  unreachable: {
    meaning: 'The server does not answer.',
    next: 'Check network and server; the page goes on by itself when it is back.',
  },
} as { readonly [Name in Code]: { readonly meaning: string; readonly next: string } };
