import { de } from './de.ts';
import { en, type Texts } from './en.ts';

/** The shell's texts in the language of the system, English where it is another. */
export function textsFor(locale: string): Texts {
  return /^de\b/i.test(locale) ? de : en;
}

/** Puts values in the places `{name}` of a text. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
