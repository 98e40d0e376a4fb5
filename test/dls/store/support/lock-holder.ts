import { lockFolder } from '../../../../dls/store/sqlite/folder-lock.ts';

/** Holds the lock of a folder until it is killed, and says so to the test that started it. */
const unlock = lockFolder(process.argv[2]!);
process.on('disconnect', () => {
  unlock();
  process.exit();
});
process.send?.('locked');
