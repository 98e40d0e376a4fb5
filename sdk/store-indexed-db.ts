import type { Store } from './ports.ts';
import { joined } from './store-memory.ts';

const PARTS = 'parts';

/**
 * A database of the browser as a store. Each name holds one or more parts in order; what is said to be durable was written
 * with strict durability. The database belongs to one page at a time.
 * @throws Error `EBUSY` when another page has it open
 */
export async function indexedDbStore(name: string): Promise<Store> {
  const unlock = await lockName(`causeway ${name}`);
  const database = await openDatabase(`causeway ${name}`);

  function transact<Result>(
    act: (parts: IDBObjectStore) => IDBRequest<Result> | undefined,
  ): Promise<Result | undefined> {
    return new Promise((done, failed) => {
      const transaction = database.transaction(PARTS, 'readwrite', { durability: 'strict' });
      const request = act(transaction.objectStore(PARTS));
      transaction.oncomplete = () => done(request?.result);
      transaction.onabort = () => failed(transaction.error ?? new Error('The browser gave the transaction up.'));
    });
  }

  return {
    read: async (key) => {
      const parts = (await transact((store) => store.getAll(partsOf(key)))) as Uint8Array[] | undefined;
      return parts === undefined || parts.length === 0 ? null : joined(parts);
    },
    write: async (key, bytes) => {
      await transact((store) => {
        store.delete(partsOf(key));
        return store.put(bytes, [key, 0]);
      });
    },
    append: async (key, bytes) => {
      await transact((store) => {
        const last = store.openKeyCursor(partsOf(key), 'prev');
        last.onsuccess = () => {
          const index = last.result === null ? 0 : Number((last.result.key as [string, number])[1]) + 1;
          store.put(bytes, [key, index]);
        };
        return undefined;
      });
    },
    remove: async (key) => {
      await transact((store) => store.delete(partsOf(key)));
    },
    list: async () => {
      const keys = (await transact((store) => store.getAllKeys())) as readonly [string, number][] | undefined;
      return [...new Set((keys ?? []).map(([key]) => key))];
    },
    close: async () => {
      database.close();
      unlock();
    },
  };
}

function partsOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key, 0], [key, Number.MAX_SAFE_INTEGER]);
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(PARTS);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('The browser has no database for this page.'));
  });
}

/** Takes the name for this page; the browser gives it back when the page goes. */
function lockName(name: string): Promise<() => void> {
  return new Promise((done, failed) => {
    const held = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) throw busy();
      return new Promise<void>((unlock) => done(unlock));
    });
    held.catch(failed);
  });
}

function busy(): Error {
  const sentence = 'The license data is open in another page already.';
  return Object.assign(new Error(sentence), { code: 'EBUSY' });
}
