import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../../browser/support/browser.ts';
import { root, serve } from '../commands.ts';
import { makeSample } from '../sample/make-sample.ts';
import { samplePassword } from '../sample/open-plant.ts';
import { watchRequests } from './settled.ts';
import { type Shot, shotsOf } from './shots.ts';
import { logInToSample, openWindow } from './window.ts';

/** `npm run screenshots`: every page of the console in both themes, some in German, for the guide. */
const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    format: { type: 'string', default: 'webp' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: join(root, 'docs', 'screenshots') },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`npm run screenshots -- [--only NAMES] [--sample DIR] [--out DIR] [--format webp|png]

  --only NAMES  some of them, such as overview,usage
  --sample DIR  a site that "npm run sample-site" made (left out: one is made for it)
  --out DIR     where they go (default docs/screenshots)
  --format png  larger ones, for another program
`);
  process.exit(0);
}
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
type Look = { readonly theme: Theme; readonly locale: 'en-GB' | 'de-DE' };

const folder = await mkdtemp(join(tmpdir(), 'causeway-screenshots-'));
const browser = await launchChromium();
try {
  await mkdir(values.out, { recursive: true });
  if (isWanted('setup')) await shootSetup();
  await shootPlant(await sampleFolder());
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

async function sampleFolder(): Promise<string> {
  if (values.sample !== undefined) return resolve(values.sample);
  say('Making the sample site …');
  await makeSample({ folder, devices: 4_000, days: 90, now: Math.floor(Date.now() / 1_000), say });
  return folder;
}

async function shootPlant(sample: string): Promise<void> {
  const server = await serve(join(sample, 'site'), { args: ['--no-tls'] });
  try {
    const shots = shotsOf({ stick: join(sample, 'stick') }).filter(({ name }) => isWanted(name));
    for (const theme of themes) await shootAll(server.console, shots, { theme, locale: 'en-GB' });
    const german = shots.filter((shot) => shot.german === true);
    await shootAll(server.console, german, { theme: 'light', locale: 'de-DE' });
    if (isWanted('login')) for (const theme of themes) await shootLogin(server.console, theme);
  } finally {
    await server.stop();
  }
}

async function shootAll(address: string, shots: readonly Shot[], look: Look): Promise<void> {
  if (shots.length === 0) return;
  const page = await openWindow(browser, address, contextOf(look));
  const requests = watchRequests(page);
  await logInToSample(page);
  for (const { name, path, prepare } of shots) {
    await page.goto(address + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await requests.settled();
    await prepare?.(page);
    await requests.settled();
    await take(page, `${name}-${look.locale === 'de-DE' ? 'german' : look.theme}`);
  }
  await page.context().close();
}

async function shootLogin(address: string, theme: Theme): Promise<void> {
  const page = await openWindow(browser, address, contextOf({ theme, locale: 'en-GB' }));
  await page.locator('button[type="submit"]').waitFor();
  await take(page, `login-${theme}`);
  await page.context().close();
}

/** The first steps on a site of its own, which nobody set up yet. */
async function shootSetup(): Promise<void> {
  for (const theme of themes) {
    const server = await serve(join(folder, `new-${theme}`), { args: ['--host', '127.0.0.1'] });
    const [link = ''] = /http\S+setup#token=\S+/.exec(server.stderr()) ?? [];
    const page = await openWindow(browser, link, contextOf({ theme, locale: 'en-GB' }));
    await page.getByLabel('Password', { exact: true }).waitFor();
    await take(page, `setup-${theme}`);
    await page.getByLabel('Password', { exact: true }).fill(samplePassword);
    await page.getByLabel('Password again').fill(samplePassword);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('list', { name: 'Recovery code' }).waitFor();
    await take(page, `setup-recovery-${theme}`);
    await page.context().close();
    await server.stop();
  }
}

function contextOf({ theme, locale }: Look): BrowserContextOptions {
  return { colorScheme: theme, locale, timezoneId: 'Europe/Berlin' };
}

/** WebP, as Chromium itself makes it: a tenth of a PNG, and text stays sharp. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: values.format === 'png' ? 'png' : 'webp',
    ...(values.format !== 'png' && { quality: 80 }),
  });
  await session.detach();
  await writeFile(join(values.out, `${name}.${values.format}`), Buffer.from(data, 'base64'));
  say(`  ${name}`);
}

function isWanted(name: string): boolean {
  return values.only === '' || values.only.split(',').includes(name);
}
