import { join } from 'node:path';
import { openGroupCommit } from '../../../../dls/store/sqlite/group-commit.ts';

/** Commits one batch after the other while the test makes one of the syncs fail; prints what was answered. */
const store = openGroupCommit({
  file: join(process.argv[2]!, 'causeway.db'),
  clock: () => ({ now: 1, distrusted: false, restoredAt: null }),
});
const answered: string[] = [];
const refused: string[] = [];
let code = '';
for (let batch = 0; batch < 20; batch++) {
  const keys = [`${batch}-a`, `${batch}-b`];
  const results = await Promise.allSettled(keys.map((key) => store.transact((tx) => tx.meta.put(key, '1'))));
  for (const [index, result] of results.entries()) {
    if (result.status === 'fulfilled') answered.push(keys[index]!);
    else {
      refused.push(keys[index]!);
      code = (result.reason as { readonly code: string }).code;
    }
  }
}
await store.transact((tx) => tx.meta.put('last', '1'));
answered.push('last');
await store.close();
process.stdout.write(JSON.stringify({ answered, refused, code }));
