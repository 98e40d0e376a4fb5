import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { type Imported, largestFile, sendFile } from '../../api/files.ts';
import { ApiProblem, problemOf } from '../../api/problem.ts';
import { readAnew } from '../../api/queries.ts';

/** A file and how far it got. */
export type LookedAt = {
  readonly key: string;
  readonly file: File;
  readonly state: 'looking' | 'ready' | 'importing' | 'done' | 'known' | 'refused';
  readonly result?: Imported;
  readonly problem?: ApiProblem;
};

/** Vendors before what they sign, and licenses before what devices bring. */
const order: readonly Imported['kind'][] = [
  'vendor-card',
  'license',
  'acknowledgement',
  'device-return',
  'device-request',
];

/** Looks into files without changing anything, and imports those that can be. */
export function useFileImport(files: readonly File[]) {
  const client = useQueryClient();
  const [looked, setLooked] = useState<readonly LookedAt[]>([]);
  const [handshake, setHandshake] = useState('');
  const [isImporting, setImporting] = useState(false);
  const change = useCallback(
    (key: string, next: Partial<LookedAt>): void =>
      setLooked((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one))),
    [],
  );

  useEffect(() => {
    let isWanted = true;
    const entries = files.map((file, index) => ({ key: `${index} ${file.name}`, file, state: 'looking' as const }));
    setLooked(entries);
    void (async () => {
      for (const { key, file } of entries) {
        const found = await lookInto(file, handshake);
        if (!isWanted) return;
        change(key, found);
      }
    })();
    return () => {
      isWanted = false;
    };
  }, [files, handshake, change]);

  const importAll = async (): Promise<void> => {
    setImporting(true);
    const ready = looked.filter(({ state }) => state === 'ready').toSorted(inOrder);
    for (const { key, file } of ready) {
      change(key, { state: 'importing' });
      try {
        const result = await sendFile(file, { ...chosen(handshake), preview: false });
        change(key, { state: 'done', result });
      } catch (error) {
        change(key, { state: 'refused', problem: problemOf(error) });
      }
    }
    setImporting(false);
    const touched = ['status', 'licenses', 'handshakes', 'devices', 'sync', 'ledger', 'usage'] as const;
    await Promise.all(touched.map((topic) => readAnew(client, topic)));
  };
  const isLooking = looked.some(({ state }) => state === 'looking');
  return { looked, handshake, setHandshake, isLooking, isImporting, importAll };
}

const chosen = (handshake: string) => (handshake === '' ? {} : { handshake });

async function lookInto(file: File, handshake: string): Promise<Partial<LookedAt>> {
  if (file.size > largestFile) return { state: 'refused', problem: new ApiProblem('too_large', {}) };
  try {
    const result = await sendFile(file, { ...chosen(handshake), preview: true });
    return { state: result.alreadyImported ? 'known' : 'ready', result };
  } catch (error) {
    return { state: 'refused', problem: problemOf(error) };
  }
}

function inOrder(a: LookedAt, b: LookedAt): number {
  const place = ({ result }: LookedAt): number => (result === undefined ? 0 : order.indexOf(result.kind));
  return place(a) - place(b) || (a.result?.serial ?? 0) - (b.result?.serial ?? 0);
}
