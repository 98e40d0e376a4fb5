import * as Type from 'typebox';
import { DAY } from '../../../../licensing/time.ts';
import { unknownItem } from '../../../operations/items-admin.ts';
import { timeFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, whole } from './shapes.ts';

export const demandRoutes: readonly Route[] = [
  defineRoute(
    'GET /items/:vendor/:id/demand',
    {
      right: 'viewer',
      summary: 'How much of an item was wanted at once, by UTC day and by hour; `from` defaults to 90 days ago',
      query: Type.Object({ from: timeFilter, to: timeFilter }),
      answer: Type.Object({
        days: Type.Array(
          Type.Object({
            at: Epoch,
            peak: whole(0),
            refused: Type.Integer({ minimum: 0, description: 'Devices refused for want of quota' }),
          }),
        ),
        hours: Type.Object(
          { at: Type.Array(Epoch), peaks: Type.Array(whole(0)) },
          { description: 'The most units of each hour, as looked at once a minute' },
        ),
      }),
    },
    async ({ deps, param, query }) => {
      const [vendor, item] = [param('vendor'), param('id')];
      const itemNo = deps.snapshot.current.itemNo(vendor, item);
      if (itemNo === undefined) throw unknownItem();
      const { now } = deps.clock.read();
      const { from = Math.max(0, now - 90 * DAY), to = now + DAY } = query;
      const { days, hours } = await deps.reader.query('demand', { itemNo, vendor, item, from, to });
      return { days: [...days], hours: { at: [...hours.at], peaks: [...hours.peaks] } };
    },
  ),
];
