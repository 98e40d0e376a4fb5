import { resolve } from 'node:path';
import type { Command } from 'commander';
import { writeFileAtomic } from '../../dls/atomic-file.ts';
import { askFile } from '../ask-site.ts';
import { readInputFile } from '../input-file.ts';
import { printResult } from '../print.ts';
import { withFile } from '../refusal.ts';
import { instantText } from '../text/instant.ts';
import { printableAnswer } from '../text/printable.ts';
import { addSiteCommand, type CommandContext, fileOf, type SiteOptions, withSite } from './site-command.ts';

/** `device-lease`: the answer to a device that never connects. */
export function addDeviceLeaseCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'device-lease', {
    summary: 'answer the request of a device that never connects',
    description:
      'Answers the request file of a device that is on no network, or the text of its QR code in a file, with a lease for 3 to 365 days, as far as its license item allows. The seat is held until then; the device can give it back early by a return file, which "causeway import" takes. The same request again gets the same lease.',
    examples: [
      ['causeway device-lease crane.cwdev --out crane-lease.cwdev', 'the answer, for the device to install'],
      ['causeway device-lease crane.cwdev --out lease.txt --qr', 'as the text of a QR code'],
    ],
  })
    .argument('<request>', 'the request file of the device')
    .requiredOption('--out <file>', 'where the lease goes (.cwdev)', fileOf)
    .option('--qr', 'write the text of a QR code instead of a file')
    .action((file: string, options: DeviceLeaseOptions) => answerDevice(file, options, context));
}

type DeviceLeaseOptions = SiteOptions & { readonly out: string; readonly qr?: boolean };

async function answerDevice(name: string, options: DeviceLeaseOptions, context: CommandContext): Promise<void> {
  // The forms of device files, which the other commands do not load.
  const { encodeQr, parseDeviceLease } = await import('../../protocol/device-file.ts');
  const { readLease } = await import('../../protocol/lease.ts');
  const { MAX_FILE_BYTES } = await import('../../protocol/token.ts');
  const bytes = await readInputFile(resolve(name), MAX_FILE_BYTES);
  await withSite(context, options, async (link) => {
    const call = { method: 'POST', path: 'device-leases', bytes } as const;
    const content = await askFile(link, call).catch((error: unknown) => {
      throw withFile(error, name);
    });
    const text = content.toString('utf8').trim();
    const answer = parseDeviceLease(JSON.parse(text));
    const written = options.qr === true ? await encodeQr(text) : text;
    await writeFileAtomic(options.out, `${written}\n`, { mode: 0o644, readBack: true });
    const { sub: device, exp: until, items } = readLease(answer.lease);
    const facts = { file: options.out, request: answer.request, device, until, items: items.map(({ id }) => id) };
    printResult(context.terminal, options, facts, () => {
      const shown = printableAnswer(facts);
      return [
        `Device ${shown.device} has a lease of ${shown.items.join(', ')} until ${instantText(until)}.`,
        `It is in ${options.out}. Next: install it on the device.`,
      ];
    });
  });
}
