import type { Command } from 'commander';
import { writeFileAtomic } from '../../dls/atomic-file.ts';
import { askFile, askSite } from '../ask-site.ts';
import { printResult } from '../print.ts';
import { addSiteCommand, type CommandContext, fileOf, type SiteOptions, withSite } from './site-command.ts';

/** `activate`: the activation request for the vendor. */
export function addActivateCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'activate', {
    summary: 'write the activation request for the vendor',
    description:
      'Writes the activation request: who this site is, its public key, and the identifiers of this machine as keyed hashes. The vendor binds license files to it. Nothing in it is secret.',
    examples: [
      ['causeway activate --out /media/usb/site.cwreq', 'onto a stick'],
      ['causeway activate --out site.cwreq --new-keys', 'after a key may have been stolen'],
    ],
  })
    .requiredOption('--out <file>', 'where the request goes (.cwreq)', fileOf)
    .option('--new-keys', 'give the site a new signing key first; the old one serves until the vendor answers')
    .action((options: ActivateOptions) => activate(options, context));
}

type ActivateOptions = SiteOptions & { readonly out: string; readonly newKeys?: boolean };

async function activate(options: ActivateOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  await withSite(context, options, async (link) => {
    const call =
      options.newKeys === true
        ? ({ method: 'POST', path: 'activation-request', json: { newKeys: true } } as const)
        : ({ method: 'GET', path: 'activation-request' } as const);
    const request = await askFile(link, call);
    await writeFileAtomic(options.out, request, { mode: 0o644, readBack: true });
    const { site, thumbprint } = await askSite<SiteFacts>(link, { method: 'GET', path: 'machine' });
    printResult(terminal, options, { file: options.out, site, thumbprint }, () => [
      `The activation request of site ${site} is in ${options.out}.`,
      `Key thumbprint  ${thumbprint}`,
      'Next: send the file to the vendor; they can compare the thumbprint with you by phone. Then import the license file that comes back: "causeway import FILE".',
    ]);
  });
}

type SiteFacts = { readonly site: string; readonly thumbprint: string };
