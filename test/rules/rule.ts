/** Where a sentence of rules.md is shown to hold. */
export type Proof =
  /** A row of the decision table of licensing/, by how its sentence begins. */
  | { readonly row: string }
  /** A test, by its file and its exact title or the name of its case. */
  | { readonly file: string; readonly title: string }
  /** What no test can observe: a text that the source must contain. */
  | { readonly source: string; readonly text: string };

/** One sentence of rules.md in short, the section it stands in, and what shows that it holds. */
export type Rule = readonly [section: string, sentence: string, ...proofs: readonly Proof[]];

export const row = (begins: string): Proof => ({ row: begins });
/** @param file below `test/`, without `.test.ts`. */
export const at = (file: string, title: string): Proof => ({ file: `test/${file}.test.ts`, title });
export const source = (file: string, text: string): Proof => ({ source: file, text });
