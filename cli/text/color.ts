import { styleText } from 'node:util';
import type { Output } from '../terminal.ts';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** A text in a style where the output has colours, else as it is. */
export function styled({ hasColors }: Pick<Output, 'hasColors'>, style: Style, text: string): string {
  return hasColors ? styleText(style, text, { validateStream: false }) : text;
}
