import * as Type from 'typebox';
import { confirmClock } from '../../../operations/clock.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, whole } from './shapes.ts';

const fields = {
  now: Epoch,
  system: Epoch,
  mark: Epoch,
  trusted: Type.Boolean(),
  behind: whole(0),
  pendingForward: nullable(Epoch),
};

/** The clock as `status` tells it. */
export const Clock = Type.Object(fields);

export const clockRoutes: readonly Route[] = [
  defineRoute(
    'POST /clock/confirm',
    {
      right: 'admin',
      summary: 'Accept the forward jump of the system clock that waits',
      answer: Type.Object({ ...fields, confirmed: Type.Boolean() }),
    },
    async ({ deps, caller }) => confirmClock(deps, { actor: caller.actor }),
  ),
];
