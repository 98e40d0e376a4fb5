import { recognizeFile } from '../../protocol/file.ts';
import { verifyLicense } from '../../protocol/license.ts';
import { Refusal, refusing } from '../refusal.ts';
import type { VendorFolder } from '../vendor/vendor-folder.ts';

/** A license file of this vendor, verified. */
export type OwnLicense = { readonly file: string; readonly token: string; readonly site: string };

/**
 * Reads a license file that is to travel inside an acknowledgement.
 * @throws Refusal `file_unknown`, `license_malformed`, `signature_invalid` when this vendor did not sign it
 */
export function readOwnLicense(folder: VendorFolder, file: string, content: Uint8Array): Promise<OwnLicense> {
  return refusing(file, async () => {
    const { kind, text } = await recognizeFile(content);
    if (kind !== 'license')
      throw new Refusal('file_unknown', { sentence: `This is not a license file but another one: ${kind}.` });
    const { aud } = await verifyLicense(text, folder.signing);
    return { file, token: text, site: aud };
  });
}
