import type { Code } from '../../../protocol/codes.ts';
import type { PROBLEM_CODES } from '../../../protocol/problem-codes.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { ListeningSite } from './listening-site.ts';

/** How a code that is no denial comes about over HTTP; a license file with the item `it-1` was imported before. */
export type ProblemScenario = {
  readonly provoke: (at: ListeningSite) => Promise<HttpAnswer>;
  readonly field?: string;
  readonly retryAfter?: number;
  readonly expect?: number;
};

export type ProblemCode = keyof typeof PROBLEM_CODES & Code;

/** By code, and by what somebody does. */
export type ProblemScenarios = Readonly<Partial<Record<ProblemCode, Readonly<Record<string, ProblemScenario>>>>>;
