import type { en } from './en.ts';

type Texts<Source> = { readonly [Key in keyof Source]: Source[Key] extends string ? string : Texts<Source[Key]> };

/** The texts of the console in any language: the same keys as the English ones, which TypeScript checks. */
export type Messages = Texts<typeof en>;
