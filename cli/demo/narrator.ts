import type { JsonOption } from '../print.ts';
import type { Terminal } from '../terminal.ts';
import { styled } from '../text/color.ts';

/** Tells what happens, line by line, on stdout. */
export type Narrator = {
  /** Begins a part of the story. */
  part(title: string): void;
  /** What somebody did or saw. */
  tell(text: string): void;
  /** A machine-readable fact, for `--json` alone. */
  fact(event: string, facts: Readonly<Record<string, unknown>>): void;
};

export function createNarrator({ out }: Pick<Terminal, 'out'>, { json }: JsonOption): Narrator {
  if (json === true) {
    const line = (value: object): void => out.write(`${JSON.stringify(value)}\n`);
    return {
      part: (title) => line({ event: 'part', title }),
      tell: (text) => line({ event: 'told', text }),
      fact: (event, facts) => line({ event, ...facts }),
    };
  }
  let parts = 0;
  return {
    part: (title) => {
      parts += 1;
      out.write(`\n${styled(out, 'bold', `${parts}. ${title}`)}\n`);
    },
    tell: (text) => out.write(`   ${text}\n`),
    fact: () => undefined,
  };
}
