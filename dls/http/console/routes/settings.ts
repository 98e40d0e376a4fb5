import * as Type from 'typebox';
import { changeSettings } from '../../../operations/settings.ts';
import { guardedSettings, publicSettings } from '../../../site/settings.ts';
import { ShownSettingsSchema } from '../../../site/settings-schema.ts';
import { includesRole } from '../caller.ts';
import { defineRoute, type Route } from '../route.ts';

const Change = Type.Unsafe<Readonly<Record<string, unknown>>>(
  Type.Object({}, { description: 'The tree of settings with only what changes; null: back to the default' }),
);

export const settingsRoutes: readonly Route[] = [
  defineRoute(
    'GET /settings',
    {
      right: 'viewer',
      summary: 'All settings in force; of the webhook only scheme and host for other roles than admin',
      answer: ShownSettingsSchema,
    },
    async ({ deps, caller }) =>
      (includesRole(caller.role, 'admin') ? publicSettings : guardedSettings)(deps.settings.current),
  ),
  defineRoute(
    'PATCH /settings',
    { right: 'admin', summary: 'Change settings: all of it or nothing', body: Change, answer: ShownSettingsSchema },
    async ({ deps, caller, body }) => publicSettings(await changeSettings(deps, { change: body, actor: caller.actor })),
  ),
];
