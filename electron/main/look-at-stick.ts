import { lookThrough } from '../../dls/gap/look-through.ts';
import { previewIncoming } from '../../dls/gap/preview-incoming.ts';
import type { ControlLink } from './control-link.ts';
import type { OpenedFile } from './opened-files.ts';

type Preview = {
  readonly summary: string;
  readonly alreadyImported: boolean;
  readonly changes: readonly { readonly text: string }[];
};

/** Files on a drive that are new to this site: what the server would import. Nothing changes. */
export async function findFilesForSite(path: string, site: string, link: ControlLink): Promise<readonly OpenedFile[]> {
  const { files } = await lookThrough(path);
  const prospects = await previewIncoming<Preview>(files, {
    site,
    preview: async ({ content }) => {
      const { body } = await link.ask('files?preview=true', { method: 'POST', bytes: content });
      return body as Preview;
    },
  });
  return prospects
    .filter(({ outcome }) => outcome === 'new' || outcome === 'later')
    .map(({ file }) => ({ name: file.name, content: new Uint8Array(file.content) }));
}

/** Everything that travels inwards on a drive, for whatever site. */
export async function readTravelling(path: string): Promise<readonly OpenedFile[]> {
  const { files } = await lookThrough(path);
  return files
    .filter(({ content }) => content.byteLength > 0)
    .map(({ name, content }) => ({ name, content: new Uint8Array(content) }));
}
