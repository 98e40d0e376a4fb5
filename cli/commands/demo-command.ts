import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Narrator } from '../demo/narrator.ts';
import type { Stage } from '../demo/story.ts';
import type { JsonOption } from '../print.ts';
import { untilStopped } from '../until-stopped.ts';
import { type CommandContext, describeCommand } from './site-command.ts';

/** `demo`: a throw-away vendor, site and a few simulated devices. */
export function addDemoCommand(program: Command, context: CommandContext): void {
  describeCommand(program.command('demo'), {
    summary: 'see it work: a throw-away vendor, site and four devices',
    description:
      'Plays the whole loop with real keys, files and connections: a vendor issues a license, an isolated site imports it, four simulated devices use it, and a sync bundle goes to the vendor and is acknowledged. Then it stays up, with a console to look at, until Ctrl-C. Everything is in one folder of temporary files, which it removes.\nOnly in a checkout: installed packages leave the command of vendors out.',
    examples: [
      ['causeway demo', 'tells the story, then stays up'],
      ['causeway demo --once', 'ends after the story'],
    ],
  })
    .option('--once', 'end after the story')
    .option('--json', 'print JSON lines, for scripts')
    .action((options: DemoOptions) => runDemo(options, context));
}

type DemoOptions = JsonOption & { readonly once?: boolean };

async function runDemo(options: DemoOptions, { terminal }: CommandContext): Promise<void> {
  // The server, the device client and the vendor are loaded for this command alone.
  const { createNarrator } = await import('../demo/narrator.ts');
  const { tellStory } = await import('../demo/story.ts');
  const narrator = createNarrator(terminal, options);
  const stopping = new AbortController();
  const stopped = untilStopped().then(() => stopping.abort());
  const folder = await mkdtemp(join(tmpdir(), 'causeway-demo-'));
  let stage: Stage | null = null;
  try {
    stage = await tellStory({
      ...{ folder, narrator, password: makePassword(), now: Math.floor(Date.now() / 1_000) },
      checkpoint: () => stopping.signal.throwIfAborted(),
    });
    if (options.once !== true) await stayUp({ stage, folder, narrator, stopped });
  } catch (error) {
    // Ctrl-C also ends the vendor's command that may just run.
    if (!stopping.signal.aborted) throw error;
  } finally {
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  }
  narrator.part('The end');
  narrator.tell('Everything that this demo made is removed.');
}

type Staying = {
  readonly stage: Stage;
  readonly folder: string;
  readonly narrator: Narrator;
  readonly stopped: Promise<void>;
};

async function stayUp({ stage, folder, narrator, stopped }: Staying): Promise<void> {
  const { keepScanning } = await import('../demo/keep-scanning.ts');
  const { server, user, password } = stage.site;
  const { device, console, site } = server;
  narrator.part('Look at it');
  narrator.tell(`console   ${console}   user ${user}, password ${password}`);
  narrator.tell(`devices   ${device}/v1/site?vendor=acme-vision`);
  narrator.tell(`files     ${folder}`);
  narrator.tell(`commands  causeway status --data-dir ${join(folder, 'site')}`);
  narrator.tell('The devices go on scanning. Ctrl-C ends the demo and removes its files.');
  narrator.fact('ready', { site, device, console, user, password, folder });
  const stop = keepScanning(stage.devices);
  await stopped;
  await stop();
}

/** For a console that lives as long as the demo. */
function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
}
