import { useIsMutating, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../../api/desktop.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import {
  type Bundle,
  bundleAddress,
  type EndedExport,
  exportBundles,
  type RunningExport,
  runningExportQuery,
  stopExport,
  type VendorSync,
} from '../../api/sync.ts';
import { saveAddress } from '../../parts/save-address.ts';
import { tellDone } from '../../parts/tell-done.tsx';
import { useUnseenEnd } from './unseen-end.ts';

/** The export to one vendor, as the server tells of it, whoever began it. */
export type ExportState = {
  readonly running: RunningExport | null;
  /** It is asked for, and the server has not yet told of it. */
  readonly isAsked: boolean;
  /** The vendor to whom another export is under way; exports wait for each other. */
  readonly other: string | null;
  /** How the last one ended, until somebody saw it. */
  readonly ended: EndedExport | null;
  readonly problem: ApiProblem | null;
  /** What is to be taken along. */
  readonly made: readonly Bundle[] | null;
  readonly isStopping: boolean;
  begin(): void;
  stop(): void;
  takeAlong(bundles: readonly Bundle[]): void;
  dismiss(): void;
};

/** How often a running export is asked how far it is. */
const askEveryMs = 400;

/** Requests of this page that wait for their bundle, by vendor; they outlive the part of the page that made them. */
const waiting = new Map<string, AbortController>();

/** Who shows what was made, by vendor; nobody does when the user is on another page meanwhile. */
const watching = new Map<string, (made: readonly Bundle[]) => void>();

export function useExport({ vendor, name }: Pick<VendorSync, 'vendor' | 'name'>): ExportState {
  const { t } = useTranslation();
  const [made, takeAlong] = useState<readonly Bundle[] | null>(null);
  const key = ['export', vendor];
  const isPending = useIsMutating({ mutationKey: key }) > 0;
  const { data } = useQuery({
    ...runningExportQuery,
    refetchInterval: ({ state }) => (isPending || state.data?.running != null ? askEveryMs : false),
  });
  useEffect(() => {
    watching.set(vendor, takeAlong);
    return () => void watching.delete(vendor);
  }, [vendor]);
  const begun = useChange({
    key,
    run: () => waitForBundles(vendor),
    touches: ['sync', 'status'],
    onDone: (bundles) => {
      if (bundles === null) return;
      // The desktop app writes it to a drive instead, and sees that it arrived.
      if (desktop === null) for (const bundle of bundles) saveAddress(bundleAddress(bundle), bundle.name);
      const show = watching.get(vendor);
      if (show === undefined) tellDone(t('gap.exporting.madeMeanwhile', { vendor: name }));
      else show(bundles);
    },
  });
  const stopped = useChange({
    run: () => {
      waiting.get(vendor)?.abort();
      return stopExport();
    },
    touches: ['sync'],
  });
  const [ended, dismiss] = useUnseenEnd(data?.ended.find((one) => one.vendor === vendor) ?? null);
  const anyone = data?.running ?? null;
  const running = anyone?.vendor === vendor ? anyone : null;
  const failed = begun.error ?? stopped.error;
  return {
    running,
    isAsked: isPending && running === null,
    other: anyone === null || running !== null ? null : anyone.vendor,
    ended: made === null && !isPending && running === null ? ended : null,
    problem: running === null && !isPending ? failed : null,
    made,
    isStopping: stopped.isPending || (stopped.isSuccess && running !== null),
    begin: () => {
      stopped.reset();
      begun.mutate(undefined);
    },
    stop: () => stopped.mutate(undefined),
    takeAlong,
    dismiss: () => {
      takeAlong(null);
      begun.reset();
      stopped.reset();
      dismiss();
    },
  };
}

/** Null: somebody here stopped it, so nobody waits for it any more. */
async function waitForBundles(vendor: string): Promise<readonly Bundle[] | null> {
  const control = new AbortController();
  waiting.set(vendor, control);
  try {
    return await exportBundles(vendor, control.signal);
  } catch (error) {
    if (control.signal.aborted) return null;
    throw error;
  } finally {
    waiting.delete(vendor);
  }
}
