import { type Command, InvalidArgumentError } from 'commander';
import { writeOutputFile } from '../files/output-file.ts';
import { rotateSigningKey, type VendorFolder } from '../vendor/vendor-folder.ts';
import {
  type CommonOptions,
  pathOf,
  printNote,
  printResult,
  type Terminal,
  withFolder,
  withNewFolder,
} from './terminal.ts';

/** `init`, `card` and `rotate`: the vendor, its keys and the card that tells sites of them. */
export function addVendorCommands(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .summary('make a vendor: its keys and records')
    .description(
      'Makes the folder of a new vendor with a signing key, a sealing key and an empty database. Keep a backup of it: who loses it can issue nothing more, who steals it can issue everything.\nThe private keys are encrypted when CAUSEWAY_ISSUER_PASSPHRASE is set.',
    )
    .requiredOption('--vendor <id>', 'vendor id: 1 to 24 of a-z 0-9 -', vendorIdOf)
    .requiredOption('--name <name>', 'name that people read', nameOf)
    .option('--contact <text>', 'how sites reach you; stands on the card')
    .requiredOption('--dir <folder>', 'the vendor folder to make')
    .option('--json', 'print JSON')
    .action((options: InitOptions) => init(options, terminal));
  program
    .command('card')
    .summary('write the vendor card')
    .description('Writes the vendor card: your name and public keys, for the apps you build and for sites that ask.')
    .requiredOption('--dir <folder>', 'the vendor folder')
    .requiredOption('--out <file>', 'where the card goes (.cwcard)')
    .option('--json', 'print JSON')
    .action((options: CardOptions) => writeCard(options, terminal));
  program
    .command('rotate')
    .summary('make a new signing key')
    .description(
      'Makes a new signing key. Everything issued from now on carries a card that names it and is signed by the oldest key, so every site accepts it, and one delegation per key, so old and new apps do.',
    )
    .requiredOption('--dir <folder>', 'the vendor folder')
    .option('--out <file>', 'write the new card here as well')
    .option('--json', 'print JSON')
    .action((options: RotateOptions) => rotate(options, terminal));
}

type InitOptions = CommonOptions & {
  readonly vendor: string;
  readonly name: string;
  readonly contact?: string;
  readonly dir: string;
};
type CardOptions = CommonOptions & { readonly dir: string; readonly out: string };
type RotateOptions = CommonOptions & { readonly dir: string; readonly out?: string };

async function init(options: InitOptions, terminal: Terminal): Promise<void> {
  const who = { id: options.vendor, name: options.name, contact: options.contact ?? null };
  await withNewFolder(terminal, options.dir, who, (folder) => {
    const facts = factsOf(folder);
    printResult(terminal, options, { ...facts, encrypted: terminal.passphrase !== null }, [
      `Vendor ${facts.vendor} (${facts.name}) is ready in ${folder.dir}.`,
      `Signing key ${facts.signing.join(', ')}`,
    ]);
    if (terminal.passphrase !== null) return;
    printNote(terminal, options, 'The private keys are not encrypted, since CAUSEWAY_ISSUER_PASSPHRASE is not set.');
  });
}

async function writeCard(options: CardOptions, terminal: Terminal): Promise<void> {
  await withFolder(terminal, options.dir, async (folder) => {
    const file = pathOf(terminal, options.out);
    await writeOutputFile(file, `${folder.vendor.card}\n`);
    printResult(terminal, options, { ...factsOf(folder), file }, [`The card of ${folder.vendor.name} is in ${file}.`]);
  });
}

async function rotate(options: RotateOptions, terminal: Terminal): Promise<void> {
  await withFolder(terminal, options.dir, async (folder) => {
    const now = await terminal.clock.after(folder.vendor.cardAt);
    const rotated = await rotateSigningKey(folder, now);
    const file = options.out === undefined ? null : pathOf(terminal, options.out);
    if (file !== null) await writeOutputFile(file, `${rotated.vendor.card}\n`);
    const facts = factsOf(rotated);
    printResult(terminal, options, { ...facts, ...(file !== null && { file }) }, [
      `The new signing key is ${facts.signing.at(-1)}.`,
      `Put it into your apps beside the old ones; keys in use: ${facts.signing.join(', ')}.`,
    ]);
  });
}

function factsOf({ vendor, signing, sealing }: VendorFolder) {
  return {
    vendor: vendor.id,
    name: vendor.name,
    cardAt: vendor.cardAt,
    signing: signing.map(({ thumbprint }) => thumbprint),
    sealing: sealing.map(({ thumbprint }) => thumbprint),
  };
}

function vendorIdOf(text: string): string {
  if (/^[a-z0-9-]{1,24}$/.test(text)) return text;
  throw new InvalidArgumentError('A vendor id is 1 to 24 of a-z 0-9 -.');
}

function nameOf(text: string): string {
  if (text.trim() !== '' && text.length <= 256) return text;
  throw new InvalidArgumentError('A name has 1 to 256 characters.');
}
