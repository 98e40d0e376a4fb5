import createClient from 'openapi-fetch';
import { ApiProblem, parseProblem } from './problem.ts';
import type { components, operations, paths } from './schema.gen.d.ts';
import { setupToken } from './setup-token.ts';

/** The console API, typed by its own description. */
export const api = createClient<paths>({ baseUrl: '' });

// Before the first set-up the token of its link stands for the administrator.
api.use({
  onRequest: ({ request }) => {
    const token = setupToken();
    if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
    return request;
  },
});

export type Operations = operations;
export type Components = components;

type Result<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response };

/** The answer of a call. @throws ApiProblem when it was refused or nobody answered */
export async function answerOf<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof TypeError) throw new ApiProblem('unreachable', {});
    throw cause;
  });
  if (!response.ok) throw parseProblem(error);
  return data as Data;
}

/** The JSON that a GET of an operation answers. */
export type AnswerOf<Name extends keyof operations> = operations[Name] extends {
  readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer Body } } };
}
  ? Body
  : never;

/** One row of a list. */
export type RowOf<Name extends keyof operations> =
  AnswerOf<Name> extends { readonly items: readonly (infer Row)[] } ? Row : never;
