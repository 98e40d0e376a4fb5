import { problemOf } from '../dls/http/problem.ts';
import { CODES, type Code } from '../protocol/codes.ts';
import { printable } from './text/printable.ts';

export type RefusalFacts = {
  /** What is wrong; default: what the code means. */
  readonly sentence?: string | undefined;
  /** What to do about it; default: what the code advises, unless the sentence says it already. */
  readonly next?: string | undefined;
  /** Path of the field that is wrong, such as `items[0].quota`. */
  readonly field?: string | undefined;
  /** The file that it is about, as the user named it. */
  readonly file?: string | undefined;
  readonly cause?: unknown;
};

/** The command was understood and is refused: exit code 1, with a code of the registry, a sentence and the next step. */
export class CommandRefusal extends Error {
  override readonly name = 'CommandRefusal';
  readonly code: Code;
  readonly sentence: string;
  /** Empty when the sentence says it. */
  readonly next: string;
  readonly field: string | undefined;
  readonly file: string | undefined;

  constructor(code: Code, { sentence = CODES[code].meaning, next, field, file, cause }: RefusalFacts = {}) {
    super(`${code}: ${sentence}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.sentence = sentence;
    this.next = next ?? (sentence !== CODES[code].meaning && saysNextStep(sentence) ? '' : nextStepOf(code));
    this.field = field;
    this.file = file;
  }
}

/** The command itself was wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Any error as the refusal of a command; what nobody foresaw is `internal_error`. */
export function asRefusal(error: unknown): CommandRefusal {
  if (error instanceof CommandRefusal) return error;
  const problem = problemOf(error);
  if (problem !== null) {
    const { detail, field } = problem.facts;
    return refusalOf(problem.code, { detail, field: field ?? undefined, cause: error });
  }
  const what = error instanceof Error ? error.message : String(error);
  return new CommandRefusal('internal_error', { sentence: `The command failed: ${endDot(what)}`, cause: error });
}

export type ProblemFacts = {
  readonly detail?: string | undefined;
  readonly field?: string | undefined;
  readonly file?: string | undefined;
  readonly cause?: unknown;
};

/** The refusal that an answer of the console API or an error of an operation stands for. */
export function refusalOf(code: Code, { detail, field, file, cause }: ProblemFacts): CommandRefusal {
  const said = detail === undefined || detail === '' || detail === CODES[code].next ? undefined : endDot(detail);
  return new CommandRefusal(code, { sentence: said, field, file, cause });
}

/** The refusal that an error stands for, as that of a file which the user named. */
export function withFile(error: unknown, file: string): CommandRefusal {
  const { code, sentence, next, field, cause } = asRefusal(error);
  return new CommandRefusal(code, { sentence, next, field, file, cause });
}

/** A refusal as people read it: the code, what is wrong, what to do next. */
export function refusalText({ code, sentence, next, field, file }: CommandRefusal): string {
  const about = file === undefined ? '' : `${file}: `;
  const where = field === undefined || sentence.includes(field) ? '' : ` (${field})`;
  const step = next === '' ? '' : ` ${next}`;
  return printable(`${code}: ${about}${where === '' ? sentence : `${sentence.replace(/[.]$/, '')}${where}.`}${step}`);
}

/** A refusal as a script reads it. */
export function refusalObject({ code, sentence, next, field, file }: CommandRefusal): Readonly<Record<string, string>> {
  return {
    code,
    detail: sentence,
    ...(next !== '' && { next }),
    ...(field !== undefined && { field }),
    ...(file !== undefined && { file }),
  };
}

/** Next steps of someone with a command line, where they differ from those of a device or a page. */
const nextSteps: Partial<Record<Code, string>> = {
  request_malformed: 'Correct it and run the command again.',
  request_conflict: 'Look at "causeway status", then decide.',
  not_found: 'Check the name and try again.',
  internal_error: 'Try again; if it stays so, look into the logs folder of the data folder.',
  storage_full: 'Make room and try again.',
  overloaded: 'Try again in a moment.',
  shutting_down: 'Try again when the server is back.',
  login_failed: 'Try again.',
};

const nextStepOf = (code: Code): string => nextSteps[code] ?? CODES[code].next;

/** A second sentence is the next step. */
const saysNextStep = (sentence: string): boolean => /[.!?]\s+\p{Lu}/u.test(sentence);

const endDot = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
