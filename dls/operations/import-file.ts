import type { RecognizedFile } from '../../protocol/file.ts';
import type { Deps } from '../deps.ts';
import { PreviewEnd } from '../gap/import-result.ts';
import { verifyLicenseFile } from '../gap/license-file.ts';
import { notInwards, recognizeImport } from '../gap/recognize-import.ts';
import { loadSnapshot } from '../site/snapshot.ts';
import type { Tx } from '../store/tx.ts';
import { answerDeviceRequest, type DeviceLeaseResult } from './device-lease.ts';
import { type DeviceReturnResult, prepareDeviceReturn } from './device-return.ts';
import { type AcknowledgementResult, prepareAcknowledgement } from './import-acknowledgement.ts';
import { type CardResult, prepareCard } from './import-card.ts';
import type { CodeChoice } from './import-codes.ts';
import { applyLicense } from './import-license.ts';
import type { LicenseResult } from './license-result.ts';
import { actOnce, type Once } from './once.ts';
import { createQueue } from './queue.ts';

export type ImportInput = CodeChoice & {
  readonly bytes: Uint8Array;
  /** The same answer, and nothing changes. */
  readonly preview?: boolean | undefined;
  readonly actor: string;
  /** Makes the same request again answer the same. */
  readonly once?: Once | null;
};

export type FileResult = CardResult | LicenseResult | AcknowledgementResult | DeviceLeaseResult | DeviceReturnResult;

/**
 * Imports any file that travels inwards, recognized by its content (protocol.md section 2): all of it in one unit of work,
 * or nothing. The same file again is harmless.
 * @throws ProtocolError or Refusal with a code of the registry and a sentence with the next step
 */
export async function importFile(deps: Deps, input: ImportInput): Promise<FileResult> {
  const file = await recognizeImport(input.bytes);
  if (file.kind === 'device-request') return answerDeviceRequest(deps, { ...input, text: file.text });
  // One file after the other: what a file is verified by is what the one before it left.
  return oneAtATime(deps.store, async () => {
    const apply = await prepare(deps, file, input);
    return input.preview === true
      ? preview(deps, apply)
      : commit(deps, (tx) => actOnce(tx, input.once ?? null, () => apply(tx)));
  });
}

const oneAtATime = createQueue();

type Apply = (tx: Tx) => Promise<FileResult>;

async function prepare(deps: Deps, { kind, text }: RecognizedFile, input: ImportInput): Promise<Apply> {
  const { actor } = input;
  const choice: CodeChoice = { handshake: input.handshake, default: input.default };
  switch (kind) {
    case 'vendor-card': {
      const apply = await prepareCard(deps, text);
      return (tx) => apply(tx, actor);
    }
    case 'license': {
      const verified = await verifyLicenseFile(text, (vendor) => deps.snapshot.current.vendors.get(vendor));
      return (tx) => applyLicense(deps, tx, { verified, actor, choice });
    }
    case 'acknowledgement': {
      const apply = await prepareAcknowledgement(deps, text);
      return (tx) => apply(tx, { actor, choice });
    }
    case 'device-return': {
      const apply = prepareDeviceReturn(deps, text);
      return (tx) => apply(tx, { actor });
    }
    default:
      throw notInwards(kind);
  }
}

async function commit(deps: Deps, apply: Apply): Promise<FileResult> {
  return deps.store.transact(async (tx) => {
    const result = await apply(tx);
    if (!result.already) {
      const next = await loadSnapshot(tx);
      tx.afterCommit(() => {
        deps.snapshot.current = next;
        for (const topic of ['status', 'licenses', 'handshakes', 'sync', 'ledger'] as const)
          deps.events.emit({ topic });
      });
    }
    return result;
  });
}

/** Does the same and takes everything back. */
async function preview(deps: Deps, apply: Apply): Promise<FileResult> {
  try {
    return await deps.store.transact(async (tx): Promise<never> => {
      throw new PreviewEnd(await apply(tx));
    });
  } catch (error) {
    if (error instanceof PreviewEnd) return error.result as FileResult;
    throw error;
  }
}
