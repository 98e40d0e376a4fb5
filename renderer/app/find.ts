import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.ts';
import { liveQuery } from '../api/queries.ts';

const most = 5;

/** License items, handshake codes and devices that contain a text. */
export function findQuery(search: string) {
  const query = liveQuery(['devices', 'find', search], async () => {
    const params = { query: { search, limit: most } };
    const [items, codes, devices] = await Promise.all([
      answerOf(api.GET('/admin/v1/items', { params })),
      answerOf(api.GET('/admin/v1/handshakes', { params })),
      answerOf(api.GET('/admin/v1/devices', { params })),
    ]);
    return { items: items.items, codes: codes.items, devices: devices.items };
  });
  // What was found for another text must not be opened for this one.
  return queryOptions({ ...query, placeholderData: () => undefined });
}
