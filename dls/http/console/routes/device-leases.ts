import * as Type from 'typebox';
import { answerDeviceFile } from '../../../operations/device-lease.ts';
import { booleanFilter } from '../list.ts';
import { defineFileRoute, type Route } from '../route.ts';

export const deviceLeaseRoutes: readonly Route[] = [
  defineFileRoute(
    'POST /device-leases',
    {
      right: 'operator',
      summary: 'Answer the request of a device that never connects (file or QR text) with its lease file',
      query: Type.Object({ preview: booleanFilter }),
      answer: 'application/json',
    },
    async ({ deps, caller, query: { preview }, body, once }) => {
      const bytes = body ?? Buffer.alloc(0);
      const { answer, name } = await answerDeviceFile(deps, { bytes, preview, actor: caller.actor, once });
      return { content: answer, name };
    },
  ),
];
