import * as Type from 'typebox';
import { importFile } from '../../../operations/import-file.ts';
import { booleanFilter } from '../list.ts';
import { defineFileRoute, type Route } from '../route.ts';
import { Imported, shownImport } from './imported.ts';

export const fileRoutes: readonly Route[] = [
  defineFileRoute(
    'POST /files',
    {
      right: 'operator',
      summary: 'Import any file that travels inwards: its raw bytes. With `preview` nothing changes',
      query: Type.Object({
        handshake: Type.Optional(
          Type.String({ maxLength: 113, description: 'Code that the items join; `none`: no code' }),
        ),
        default: booleanFilter,
        preview: booleanFilter,
      }),
      answer: Imported,
    },
    async ({ deps, caller, query, body, once }) => {
      const { handshake, default: byDefault, preview } = query;
      const bytes = body ?? Buffer.alloc(0);
      const input = { bytes, handshake, default: byDefault, preview, actor: caller.actor, once };
      return shownImport(await importFile(deps, input));
    },
  ),
];
