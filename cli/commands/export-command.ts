import type { Command } from 'commander';
import { type Bundle, type BundleWork, makeBundles, writeBundle } from '../bundles.ts';
import { interruptible } from '../interrupted.ts';
import { listAll } from '../list-all.ts';
import { makeFolder } from '../make-folder.ts';
import { printNote, printResult } from '../print.ts';
import { type Report, withProgress } from '../progress.ts';
import { CommandRefusal } from '../refusal.ts';
import type { SiteLink } from '../site-link.ts';
import type { Terminal } from '../terminal.ts';
import { countText, sizeText } from '../text/figures.ts';
import { addSiteCommand, type CommandContext, folderOf, type SiteOptions, wholeOf, withSite } from './site-command.ts';

/** `export`: sync bundles for vendors. */
export function addExportCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'export', {
    summary: 'write sync bundles for the vendors, onto a stick',
    description:
      'Makes a sync bundle for each vendor, with everything since the last one that the vendor acknowledged, and writes it into a folder, mostly onto a stick: free space is checked first, and what was written is read back and compared. Only the vendor can open it.\nThe site keeps each bundle until it is acknowledged, so a lost stick loses nothing: --again writes an old one once more, the very same bytes.',
    examples: [
      ['causeway export --out /media/usb', 'one bundle for each vendor'],
      ['causeway export --out /media/usb --vendor acme-vision', 'for that vendor alone'],
      ['causeway export --out /media/usb --again 7', 'bundle 7 once more'],
    ],
  })
    .requiredOption('--out <folder>', 'the folder to write into', folderOf)
    .option('--vendor <id>', 'for this vendor alone')
    .option('--again <seq>', 'write the bundle of this number of the newest epoch again', wholeOf(1, 999_999))
    .action((options: ExportOptions) => exportBundles(options, context));
}

type ExportOptions = SiteOptions & { readonly out: string; readonly vendor?: string; readonly again?: number };

async function exportBundles(options: ExportOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  // Before anything is made that the folder would not take.
  await makeFolder(options.out, { option: '--out', terminal, json: options.json });
  await withSite(context, options, async (link) => {
    const written = await interruptible(async (signal) => {
      const bundles = await withProgress(terminal, 'Making sync bundles', (report) =>
        bundlesOf(link, options, { report, signal }),
      );
      return writeAll(link, bundles, { options, terminal, signal });
    });
    printResult(terminal, options, { bundles: written }, () => [
      ...written.map(
        ({ file, vendor, size, lines }) => `${file}  ${sizeText(size)}, ${countText(lines, 'line')}, for ${vendor}`,
      ),
      'Written, read back and compared: the drive can be removed.',
      'Next: give the files to the vendor, and import what comes back: "causeway import FILE".',
    ]);
  });
}

type WrittenBundle = Bundle & { readonly file: string };

type Writing = { readonly options: ExportOptions; readonly terminal: Terminal; readonly signal: AbortSignal };

async function writeAll(
  link: SiteLink,
  bundles: readonly Bundle[],
  { options, terminal, signal }: Writing,
): Promise<readonly WrittenBundle[]> {
  const written: WrittenBundle[] = [];
  for (const bundle of bundles) {
    const write = (report: Report) => writeBundle(link, bundle, { folder: options.out, report, signal });
    try {
      written.push({ ...bundle, file: await withProgress(terminal, `Writing ${bundle.name}`, write) });
    } catch (error) {
      tellKept(bundles.slice(written.length), options, terminal);
      throw error;
    }
  }
  return written;
}

/** A bundle that was made is kept, whatever happened to the stick. */
function tellKept(bundles: readonly Bundle[], options: ExportOptions, terminal: Terminal): void {
  const numbers = [...new Set(bundles.map(({ seq }) => seq))];
  const again = numbers.map((seq) => `"causeway export --out FOLDER --again ${seq}"`).join(', ');
  printNote(terminal, options, `Nothing is lost: the site keeps what it made. To write it once more: ${again}.`);
}

function bundlesOf(link: SiteLink, { vendor, again }: ExportOptions, work: BundleWork): Promise<readonly Bundle[]> {
  return again === undefined ? makeBundles(link, vendor, work) : bundlesAgain(link, again, vendor);
}

async function bundlesAgain(link: SiteLink, seq: number, vendor: string | undefined): Promise<readonly Bundle[]> {
  const known = (await listAll<Bundle>(link, 'sync')).filter((one) => vendor === undefined || one.vendor === vendor);
  const found = [...Map.groupBy(known, (bundle) => bundle.vendor).values()].flatMap((bundles) => {
    const newest = Math.max(...bundles.map(({ epoch }) => epoch));
    return bundles.filter((bundle) => bundle.epoch === newest && bundle.seq === seq);
  });
  if (found.length > 0) return found;
  throw new CommandRefusal('not_found', {
    sentence: `No bundle of the number ${seq} was made${vendor === undefined ? '' : ` for ${vendor}`} in the newest epoch.`,
    next: 'Look at "causeway status" for the last one, or make a new bundle: it holds everything that is not acknowledged.',
  });
}
