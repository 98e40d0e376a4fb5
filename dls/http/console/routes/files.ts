import * as Type from 'typebox';
import { importFile } from '../../../operations/import-file.ts';
import { booleanFilter } from '../list.ts';
import { defineFileRoute, type Route } from '../route.ts';
import { oneOf, Text } from './shapes.ts';

const Import = Type.Object({
  kind: oneOf(['license', 'vendor-card', 'acknowledgement', 'device-return', 'device-request'] as const),
  summary: Text,
  vendor: Text,
  vendorName: Text,
  alreadyImported: Type.Boolean(),
  changes: Type.Array(
    Type.Object(
      { change: Text, subject: Text, text: Text },
      { description: 'What is, or would be, different from now on' },
    ),
  ),
});

/** Each kind adds facts of its own. */
type Imported = { readonly [name: string]: unknown } & Type.Static<typeof Import>;

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
      answer: Type.Unsafe<Imported>(Import),
    },
    async ({ deps, caller, query, body, once }) => {
      const { handshake, default: byDefault, preview } = query;
      const bytes = body ?? Buffer.alloc(0);
      const imported = await importFile(deps, {
        bytes,
        handshake,
        default: byDefault,
        preview,
        actor: caller.actor,
        once,
      });
      const { already, ...result } = imported;
      return { ...result, alreadyImported: already } as unknown as Imported;
    },
  ),
];
