import { ProtocolError } from '../../protocol/error.ts';
import { type FileKind, type RecognizedFile, recognizeFile } from '../../protocol/file.ts';
import { Refusal } from '../http/problem.ts';

/** Recognizes a file as `recognizeFile` does. @throws ProtocolError, or Refusal with a sentence of its own for a backup */
export async function recognizeImport(bytes: Uint8Array): Promise<RecognizedFile> {
  try {
    return await recognizeFile(bytes);
  } catch (error) {
    if (!(error instanceof ProtocolError && error.code === 'file_unknown')) throw error;
    if (!backupStart.equals(bytes.subarray(0, backupStart.length))) throw error;
    throw new Refusal('file_unknown', {
      detail:
        'This is a backup of a site. It is not imported but restored: stop the server and run "causeway restore".',
    });
  }
}

/** The refusal of a file that is known and does not travel inwards: what it is, and where it goes. */
export function notInwards(kind: FileKind): Refusal {
  return new Refusal('file_unknown', { detail: elsewhere[kind] });
}

/** A backup is not among the files that travel, but people try it. */
const backupStart = Buffer.from('{"typ":"causeway-backup"');

const elsewhere: Readonly<Partial<Record<FileKind, string>>> = {
  'sync-bundle':
    'This is a sync bundle, which travels from a site to the vendor. Send it to the vendor and import the acknowledgement that comes back.',
  'activation-request':
    'This is an activation request, which travels from a site to the vendor. Send it to the vendor and import the license file that comes back.',
  'device-lease': 'This is the lease of a device that never connects. Take it to that device and install it there.',
};
