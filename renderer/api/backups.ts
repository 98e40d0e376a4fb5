import type { ListSource } from '../parts/data-table/column.ts';
import { type AnswerOf, answerOf, api, type Operations, type RowOf } from './client.ts';

export type Backup = RowOf<'getBackups'>;
export type MadeBackup = Operations['postBackups']['responses'][201]['content']['application/json'];
export type BackupList = AnswerOf<'getBackups'>;

export const backupSource: ListSource<Backup> = {
  topic: 'backups',
  read: (request) => answerOf(api.GET('/admin/v1/backups', { params: { query: request } })),
};

/** Makes a backup with a copy in every place; takes its time on a large site. */
export function makeBackup(): Promise<MadeBackup> {
  return answerOf(api.POST('/admin/v1/backups', { body: {} }));
}

export const backupFileAddress = (id: number): string => `/admin/v1/backups/${id}/file`;
