import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as Type from 'typebox';
import type { Shape } from '../../../protocol/shape.ts';
import type { Deps } from '../../deps.ts';
import type { Once } from '../../operations/once.ts';
import type { Role } from '../../store/console-tables.ts';
import type { Caller } from './caller.ts';

/** Whose part a route is: `public` asks for nobody, `metrics` for any token. */
export type Right = 'public' | 'metrics' | Role;

/** One route of the console API. Its schemas check what comes in and make the description that clients read. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Under `/admin/v1`; parameters as `:name`. */
  readonly path: string;
  readonly right: Right;
  readonly summary: string;
  readonly query: Type.TObject | null;
  /** A schema of JSON; `file`: raw bytes of any media type; null: none. */
  readonly body: Type.TSchema | 'file' | null;
  readonly status: 200 | 201 | 204;
  /** A schema of JSON; a media type; null: no content. */
  readonly answer: Type.TSchema | string | null;
  readonly run: (context: Context) => Promise<unknown>;
};

/** What a route's work is given; everything in it was checked against the route's schemas. */
export type Context<Query = unknown, Body = unknown> = {
  readonly deps: Deps;
  readonly caller: Caller;
  readonly param: (name: string) => string;
  readonly query: Query;
  readonly body: Body;
  /** The `Idempotency-Key` of a POST; null: it has none. */
  readonly once: Once | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** A body that is no JSON. */
export type FileAnswer = {
  readonly content: string | Uint8Array | AsyncIterable<string | Uint8Array>;
  /** Suggested file name. */
  readonly name?: string;
};

type Definition<Query extends Type.TObject, Body extends Type.TSchema, Answer> = {
  readonly right: Right;
  readonly summary: string;
  readonly query?: Query;
  readonly body?: Body;
  readonly status?: 200 | 201;
  readonly answer: Answer;
};

type Result<Answer> = Answer extends Type.TSchema
  ? Shape<Answer>
  : Answer extends string
    ? FileAnswer | undefined
    : unknown;

type Run<Query extends Type.TObject, Body extends Type.TSchema, Answer> = (
  context: Context<Shape<Query>, Shape<Body>>,
) => Promise<Result<Answer>>;

/** Makes a route; `run` gets query and body typed by their schemas and must answer what `answer` says. */
export function defineRoute<Query extends Type.TObject, Body extends Type.TSchema, const Answer>(
  address: `${Route['method']} ${string}`,
  definition: Definition<Query, Body, Answer>,
  run: Run<Query, Body, Answer>,
): Route {
  const { answer, status = answer === null ? 204 : 200, query = null, body = null, ...rest } = definition;
  return {
    ...rest,
    ...addressOf(address),
    query,
    body,
    status,
    answer: answer as Route['answer'],
    run: run as Route['run'],
  };
}

/** Makes a route that takes raw bytes of any media type. */
export function defineFileRoute<Query extends Type.TObject, const Answer>(
  address: `POST ${string}`,
  definition: Omit<Definition<Query, never, Answer>, 'body'>,
  run: (context: Context<Shape<Query>, Buffer>) => Promise<Result<Answer>>,
): Route {
  const { answer, status = 200, query = null, ...rest } = definition;
  const ends = { query, body: 'file', status, answer: answer as Route['answer'] } as const;
  return { ...rest, ...addressOf(address), ...ends, run: run as Route['run'] };
}

function addressOf(address: string): Pick<Route, 'method' | 'path'> {
  const [method, path = ''] = address.split(' ');
  return { method: method as Route['method'], path };
}
