import { isAbsolute } from 'node:path';
import * as Type from 'typebox';
import { createBackup, openBackupContent } from '../../../operations/backup.ts';
import { Refusal } from '../../problem.ts';
import type { Caller } from '../caller.ts';
import { listAnswer, listQuery, readPage } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, Text, whole, words } from './shapes.ts';

const fields = {
  id: whole(1),
  file: Text,
  at: Epoch,
  size: whole(0),
  height: whole(0),
  epoch: whole(0),
  ok: Type.Boolean(),
  detail: nullable(Text),
};

export const backupRoutes: readonly Route[] = [
  defineRoute(
    'GET /backups',
    {
      right: 'viewer',
      summary: 'Backups, the newest first; those that failed with the reason',
      query: listQuery({}),
      answer: listAnswer(Type.Object(fields)),
    },
    async ({ deps, query }) => readPage(deps, query, 'backups', { search: query.search ?? null }),
  ),
  defineRoute(
    'POST /backups',
    {
      right: 'operator',
      summary: 'Make a backup, with a copy in every place of the settings',
      body: Type.Object({
        to: Type.Optional(
          Type.Unsafe<string>({
            ...words(1, 4_096),
            description: 'Full path of the file to write instead; over the control socket only',
          }),
        ),
      }),
      status: 201,
      answer: Type.Object({ ...fields, copies: Type.Array(Text), problems: Type.Array(Text) }),
    },
    async ({ deps, caller, body: { to }, once }) => {
      if (to !== undefined) checkFile(caller, to);
      return createBackup(deps, { to, actor: caller.actor, once });
    },
  ),
  defineRoute(
    'GET /backups/:id/file',
    {
      right: 'operator',
      summary: 'The file of a backup, sealed to the recovery key',
      answer: 'application/octet-stream',
    },
    async ({ deps, param }) => {
      const id = /^[1-9]\d{0,14}$/.test(param('id')) ? Number(param('id')) : 0;
      const { name, content } = await openBackupContent(deps, id);
      return { name, content: content as AsyncIterable<Uint8Array> };
    },
  ),
];

/** Who comes over the network does not choose where this machine writes. */
function checkFile({ by }: Caller, to: string): void {
  if (by !== 'socket') {
    throw new Refusal('role_forbidden', {
      field: 'to',
      detail: 'Only a command on the server itself names the file. Leave it out, then read the file of the backup.',
    });
  }
  if (isAbsolute(to) && !to.includes('\0')) return;
  throw new Refusal('request_malformed', { field: 'to', detail: 'Name the file by its full path.' });
}
