import { type AnswerOf, answerOf, api } from './client.ts';

/** What importing a file did, or would do. Each kind adds facts of its own. */
export type Imported = AnswerOf<'postFiles'> & {
  readonly organization?: string;
  readonly licensee?: string;
  readonly serial?: number;
  readonly items?: readonly ImportedItem[];
  readonly codes?: readonly string[];
  readonly name?: string;
  readonly thumbprint?: string;
  readonly epoch?: number;
  readonly seq?: number;
  readonly late?: boolean;
  readonly licenses?: readonly Imported[];
  readonly device?: string;
  /** Content of the file to take to a device that never connects. */
  readonly answer?: string;
  readonly until?: number;
  /** What the request of a device that never connects says of it. */
  readonly asked?: DeviceAsked;
  /** The item that its lease is of. */
  readonly item?: { readonly id: string; readonly name: string };
  /** Length of its lease. */
  readonly days?: number;
};

export type DeviceAsked = {
  readonly name: string | null;
  readonly platform: string | null;
  readonly os: string | null;
  readonly app: string | null;
  readonly version: string | null;
  readonly product: string;
  readonly features: readonly string[];
  readonly days: number;
};

export type ImportedItem = {
  readonly id: string;
  readonly product: string;
  readonly name: string;
  readonly metric: string;
  readonly quota: number;
  readonly start: number;
  readonly end: number;
  readonly change: 'new' | 'term-added' | 'term-changed' | 'unchanged';
};

/** Largest file that is taken (protocol.md section 2). */
export const largestFile = 64 * 1024 * 1024;

export type ImportChoice = {
  /** Code that the items join; `none`: no code; missing: as the file says. */
  readonly handshake?: string;
  readonly preview: boolean;
};

/** Imports a file, or tells with `preview` what that would do. @throws ApiProblem */
export async function sendFile(file: Blob, { handshake, preview }: ImportChoice): Promise<Imported> {
  const bytes = await file.arrayBuffer();
  const query = { preview, ...(handshake !== undefined && { handshake }) };
  const call = api.POST('/admin/v1/files', {
    params: { query },
    body: bytes as unknown as string,
    bodySerializer: (body: unknown) => body as ArrayBuffer,
    headers: { 'content-type': 'application/octet-stream' },
  });
  return (await answerOf(call)) as Imported;
}
