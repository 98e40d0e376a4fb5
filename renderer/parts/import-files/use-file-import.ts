import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readAnew } from '../../api/queries.ts';
import { vendorsQuery } from '../../api/site.ts';
import { asBrought, type CodeChoices, inTurn, type LookedAt, lookInto, takeIn } from './look-into-files.ts';

/** Looks into files without changing anything, and imports those that can be. */
export function useFileImport(files: readonly File[]) {
  const client = useQueryClient();
  const [looked, setLooked] = useState<readonly LookedAt[]>(() => asBrought(files));
  const [choices, setChoices] = useState<CodeChoices>({});
  const [isImporting, setImporting] = useState(false);
  /** What became of files that are through; more may be brought meanwhile. */
  const through = useRef(new Map<File, LookedAt>());
  const change = useCallback(
    (key: string, next: Partial<LookedAt>): void =>
      setLooked((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one))),
    [],
  );

  useEffect(() => {
    if (isImporting) return;
    let isWanted = true;
    void (async () => {
      const [entries, vendors] = await Promise.all([
        inTurn(asBrought(files)),
        client.fetchQuery(vendorsQuery).catch(() => ({ items: [] })),
      ]);
      if (!isWanted) return;
      const known = new Set(vendors.items.map(({ vendor }) => vendor));
      const bringing = new Set<string>();
      setLooked(entries.map((one) => through.current.get(one.file) ?? one));
      for (const one of entries) {
        if (through.current.has(one.file)) continue;
        const found = await lookInto(one, { choices, known, bringing });
        if (!isWanted) return;
        const isRight = found.state === 'ready' || found.state === 'later';
        if (isRight && one.turn.vendor !== null) bringing.add(one.turn.vendor);
        change(one.key, found);
      }
    })();
    return () => {
      isWanted = false;
    };
  }, [files, choices, isImporting, client, change]);

  const importAll = async (): Promise<void> => {
    setImporting(true);
    for (const one of looked.filter(isRight)) {
      change(one.key, { state: 'importing' });
      const became = await takeIn(one, choices);
      through.current.set(one.file, { ...one, ...became });
      change(one.key, became);
    }
    for (const one of looked) if (!isRight(one)) through.current.set(one.file, one);
    setImporting(false);
    const touched = ['status', 'licenses', 'handshakes', 'devices', 'leases', 'sync', 'ledger', 'usage'] as const;
    await Promise.all(touched.map((topic) => readAnew(client, topic)));
  };
  const choose = (vendor: string, code: string): void =>
    setChoices(({ [vendor]: _before, ...others }) => (code === '' ? others : { ...others, [vendor]: code }));
  const isLooking = looked.some(({ state }) => state === 'looking');
  return { looked, choices, choose, isLooking, isImporting, importAll };
}

/** Whether it can be imported, as far as is known now. */
export function isRight({ state }: LookedAt): boolean {
  return state === 'ready' || state === 'later';
}
