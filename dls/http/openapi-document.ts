import type * as Type from 'typebox';
import { ProblemSchema } from '../../protocol/device-answer.ts';

/** One call of an interface, as a description needs it. Every schema is the one that checks the call itself. */
export type DescribedCall = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With parameters as `:name`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly query?: Type.TObject | null;
  readonly body?: Described | null;
  /** By status. */
  readonly answers: Readonly<Record<string, Described | null>>;
  /** Whether the call asks who is asking. */
  readonly secured?: boolean;
};

/** Content of a body: its media type and schema. */
export type Described = { readonly media: string; readonly schema: Type.TSchema | Readonly<Record<string, unknown>> };

export type Description = {
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly calls: readonly DescribedCall[];
};

/** An OpenAPI 3.1 document; typebox schemas are JSON Schema 2020-12 as they stand. */
export function openApiDocument({
  title,
  description,
  version,
  calls,
}: Description): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const call of calls) {
    const path = call.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [call.method.toLowerCase()]: operationOf(call) };
  }
  const document = {
    openapi: '3.1.0',
    info: { title, description, version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      schemas: { Problem: ProblemSchema },
      ...(calls.some(({ secured }) => secured === true) && { securitySchemes }),
    },
  };
  // What typebox keeps beside JSON Schema does not survive the way through text.
  return JSON.parse(JSON.stringify(document)) as Readonly<Record<string, unknown>>;
}

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer' },
  session: { type: 'apiKey', in: 'cookie', name: 'causeway-session' },
};

function operationOf({ id, summary, path, query, body, answers, secured }: DescribedCall): unknown {
  const named = [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const parameters = [...named, ...queryParameters(query ?? null)];
  const responses = Object.entries(answers).map(([status, content]) => [status, answerOf(status, content)]);
  return {
    operationId: id,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body != null && { requestBody: { required: true, content: contentOf(body) } }),
    responses: { ...Object.fromEntries(responses), default: problem },
    ...(secured === true && { security: [{ token: [] }, { session: [] }] }),
  };
}

function queryParameters(query: Type.TObject | null): readonly unknown[] {
  if (query === null) return [];
  const required = (query as { readonly required?: readonly string[] }).required ?? [];
  return Object.entries(query.properties).map(([name, schema]) => {
    const { description } = schema as { readonly description?: string };
    return { name, in: 'query', required: required.includes(name), ...(description && { description }), schema };
  });
}

const problem = {
  description: 'A refusal with its code (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function answerOf(status: string, content: Described | null): unknown {
  const description = descriptions[status] ?? 'Done';
  return content === null ? { description } : { description, content: contentOf(content) };
}

const descriptions: Readonly<Record<string, string>> = { 200: 'Done', 201: 'Made', 204: 'Done, without content' };

function contentOf({ media, schema }: Described): unknown {
  return { [media]: { schema } };
}
