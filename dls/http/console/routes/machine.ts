import * as Type from 'typebox';
import { MACHINE_KINDS } from '../../../../protocol/machine.ts';
import { defineRoute, type Route } from '../route.ts';
import { oneOf, Text } from './shapes.ts';

const Kind = oneOf(MACHINE_KINDS);

export const machineRoutes: readonly Route[] = [
  defineRoute(
    'GET /machine',
    {
      right: 'viewer',
      summary: 'Identifiers of the machine the site runs on, and the hashes in which alone they leave it',
      answer: Type.Object({
        site: Text,
        thumbprint: Text,
        identifiers: Type.Array(Type.Object({ kind: Kind, identifier: Text, hash: Text })),
        problems: Type.Array(Type.Object({ kind: Kind, problem: Text, message: Text })),
      }),
    },
    async ({ deps }) => {
      const { site, current } = deps.identity.current;
      return { site, thumbprint: current.thumbprint, ...deps.machine.current };
    },
  ),
];
