import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Before the wire of fuses in Electron's programs (@electron/fuses). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * A folder that a packager takes for Electron: no program, only the files that it touches and a wire of fuses, so that a
 * configuration can be packed without Electron.
 */
export function makeDistribution(
  folder: string,
  { platform, version }: { platform: 'linux' | 'win32'; version: string },
): void {
  const program = platform === 'win32' ? 'electron.exe' : 'electron';
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const wire = Buffer.from('101100011');
  const head = platform === 'win32' ? emptyProgram() : Buffer.from('#!/bin/sh\nexit 1\n#');
  const bytes = Buffer.concat([head, Buffer.from(SENTINEL), Buffer.from([1, wire.length]), wire, Buffer.from('\n')]);
  writeFileSync(join(folder, program), bytes, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  const names = ['icudtl.dat', 'resources.pak', 'LICENSE', 'LICENSES.chromium.html', 'snapshot_blob.bin'];
  const own = platform === 'linux' ? ['chrome_crashpad_handler', 'chrome-sandbox', 'libffmpeg.so'] : ['ffmpeg.dll'];
  for (const name of [...names, ...own]) writeFileSync(join(folder, name), '');
}

type Resources = { outputResource(program: unknown): void };
type Version = { setFileVersion(text: string): void; outputToResourceEntries(entries: unknown): void };

/** A program of Windows without any code, with a version: the packager writes the digests of the archive beside it. */
function emptyProgram(): Buffer {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const load = createRequire(builder.resolve('app-builder-lib'));
  const { NtExecutable, NtExecutableResource, Resource } = load('resedit') as {
    readonly NtExecutable: { createEmpty(is32Bit: boolean, isLibrary: boolean): { generate(): ArrayBuffer } };
    readonly NtExecutableResource: { from(program: unknown): Resources & { readonly entries: unknown } };
    readonly Resource: { readonly VersionInfo: { createEmpty(): Version } };
  };
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setFileVersion('1.0.0.0');
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}
