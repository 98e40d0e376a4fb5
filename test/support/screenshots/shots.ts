import type { Page } from 'playwright-core';

/** A picture of the console: its name, where it is taken, and what is done there before. */
export type Shot = {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
  /** Taken in German too. */
  readonly german?: true;
};

/** Every page, and what the user's guide tells of besides. */
export function shotsOf({ stick }: { readonly stick: string }): readonly Shot[] {
  return [
    { name: 'overview', path: '/', german: true },
    { name: 'licenses', path: '/licenses', german: true },
    { name: 'license-item', path: '/licenses?item=acme-vision/gate-scan' },
    { name: 'import', path: '/licenses', prepare: (page) => chooseFile(page, `${stick}/lumen-renewal.cwlic`) },
    { name: 'handshakes', path: '/handshakes' },
    { name: 'handshake', path: '/handshakes?code=acme-vision/200001-hall-4' },
    { name: 'devices', path: '/devices', german: true },
    { name: 'device', path: '/devices?search=line-scanner-02', prepare: openDevice },
    { name: 'usage', path: '/usage', german: true },
    { name: 'usage-peaks', path: '/usage?vendor=acme-vision&item=gate-scan', prepare: scrollDown },
    { name: 'denials', path: '/denials' },
    { name: 'gap', path: '/gap', german: true },
    { name: 'far-device', path: '/gap', prepare: (page) => chooseFile(page, `${stick}/tank-farm.cwdev`) },
    { name: 'alerts', path: '/alerts' },
    { name: 'ledger', path: '/ledger' },
    { name: 'backups', path: '/backups' },
    { name: 'settings', path: '/settings' },
    { name: 'palette', path: '/', prepare: openPalette },
  ];
}

async function chooseFile(page: Page, file: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import files' }).first().click();
  await (await choosing).setFiles(file);
  await page.getByRole('dialog').waitFor();
}

async function openDevice(page: Page): Promise<void> {
  await page
    .getByRole('main')
    .getByText(/^line-scanner-/)
    .first()
    .click();
  await page.getByRole('heading', { name: /^line-scanner-/, level: 1 }).waitFor();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('line-scanner-01');
}

async function scrollDown(page: Page): Promise<void> {
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 720);
}
