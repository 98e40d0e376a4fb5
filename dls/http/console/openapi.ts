import { type Described, type DescribedCall, openApiDocument } from '../openapi-document.ts';
import type { Route } from './route.ts';

/** The description of the console API: OpenAPI 3.1 of the very schemas that check its requests. */
export function consoleOpenApi(version: string, routes: readonly Route[]): Readonly<Record<string, unknown>> {
  const description =
    'What the console, the commands and scripts of a site use. Log in for a session cookie, or send a token as bearer.';
  return openApiDocument({ title: 'Causeway console API', description, version, calls: routes.map(callOf) });
}

function callOf({ method, path, right, summary, query, body, status, answer }: Route): DescribedCall {
  const needed = right === 'public' ? '' : ` (${right})`;
  return {
    method,
    path: `/admin/v1${path}`,
    id: idOf(method, path),
    summary: `${summary}${needed}`,
    query,
    body: body === 'file' ? bytes('application/octet-stream') : body === null ? null : json(body),
    answers: { [status]: answer === null ? null : typeof answer === 'string' ? bytes(answer) : json(answer) },
    secured: right !== 'public',
  };
}

const json = (schema: Described['schema']): Described => ({ media: 'application/json', schema });
const bytes = (media: string): Described => ({ media, schema: { type: 'string' } });

/** `POST /devices/:uuid/reclaim` becomes `postDevicesUuidReclaim`. */
function idOf(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
