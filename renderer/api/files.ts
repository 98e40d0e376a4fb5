import { type AnswerOf, answerOf, api } from './client.ts';
import { ApiProblem } from './problem.ts';

/** What importing a file did, or would do. Each kind adds facts of its own. */
export type Imported = AnswerOf<'postFiles'>;
export type ImportedOf<Kind extends Imported['kind']> = Extract<Imported, { readonly kind: Kind }>;
export type ImportedItem = ImportedOf<'license'>['items'][number];

/** Largest file that is taken (protocol.md section 2). */
export const largestFile = 64 * 1024 * 1024;

/** A folder can be dropped like a file, and a file may go with its stick after it was looked into. */
const unreadable =
  'This file cannot be read, or not any more: it is a folder, it was changed, or its drive is gone. Bring the file again.';

export type ImportChoice = {
  /** Code that the items join; `none`: no code; missing: as the file says. */
  readonly handshake?: string;
  readonly preview: boolean;
};

/** Imports a file, or tells with `preview` what that would do. @throws ApiProblem */
export async function sendFile(file: Blob, { handshake, preview }: ImportChoice): Promise<Imported> {
  const bytes = await file.arrayBuffer().catch(() => {
    throw new ApiProblem('file_unknown', { detail: unreadable });
  });
  const query = { preview, ...(handshake !== undefined && { handshake }) };
  const call = api.POST('/admin/v1/files', {
    params: { query },
    body: bytes as unknown as string,
    bodySerializer: (body: unknown) => body as ArrayBuffer,
    headers: { 'content-type': 'application/octet-stream' },
  });
  return answerOf(call);
}
