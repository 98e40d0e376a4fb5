import { streamEvents } from '../event-stream.ts';
import { defineRoute, type Route } from '../route.ts';

export const eventRoutes: readonly Route[] = [
  defineRoute(
    'GET /events',
    {
      right: 'viewer',
      summary: 'Live events: `event` names the page whose content changed. Ends with the session or token',
      answer: 'text/event-stream',
    },
    async ({ deps, caller, request, reply }) => {
      streamEvents(deps, { caller, request, reply });
      return undefined;
    },
  ),
];
