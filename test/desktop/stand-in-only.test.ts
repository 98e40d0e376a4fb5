import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DesktopApp } from './support/desktop-app.ts';
import { patience, type Stage, setStage, setUpSite } from './support/desktop-site.ts';
import { launchOnStandIn } from './support/launch-on-stand-in.ts';

/** What the stand-in keeps of what main set, where Electron itself tells nobody. */
type Kept = {
  readonly session: {
    readonly defaultSession: {
      permissionRequest(contents: null, permission: string, answer: (isGranted: boolean) => void): void;
      permissionCheck(contents: null, permission: string): boolean;
    };
  };
  readonly Tray: {
    readonly shown: { readonly toolTip: string; readonly menu: { readonly items: readonly { label?: string }[] } };
  };
};

describe('what main asks of Electron, seen by a stand-in alone', () => {
  let stage: Stage;
  let app: DesktopApp;

  beforeAll(async () => {
    stage = await setStage(launchOnStandIn);
    const place = await stage.makePlace();
    await setUpSite(place);
    app = await stage.start({ place });
  });
  afterAll(() => stage.strike());

  it('denies pages every permission but to copy a text', async () => {
    const granted = await app.evaluate((main) => {
      const { permissionRequest, permissionCheck } = (main as unknown as Kept).session.defaultSession;
      const asked = [
        'media',
        'geolocation',
        'notifications',
        'openExternal',
        'hid',
        'clipboard-read',
        'clipboard-sanitized-write',
      ];
      const answers: string[] = [];
      for (const permission of asked) {
        permissionRequest(null, permission, (isGranted) => {
          if (isGranted) answers.push(`request ${permission}`);
        });
        if (permissionCheck(null, permission)) answers.push(`check ${permission}`);
      }
      return answers;
    }, null);
    expect(granted).toEqual(['request clipboard-sanitized-write', 'check clipboard-sanitized-write']);
  });

  it('tells in the tray how the server stands, and offers to open and to quit', async () => {
    const tray = () =>
      app.evaluate((main) => {
        const { toolTip, menu } = (main as unknown as Kept).Tray.shown;
        return { toolTip, labels: menu.items.map(({ label }) => label) };
      }, null);
    // A new site has no license and no backup.
    await vi.waitFor(async () => expect((await tray()).toolTip).toBe('Causeway: Something needs attention'), patience);
    expect((await tray()).labels).toEqual(expect.arrayContaining(['Open Causeway', 'Quit']));
    process.kill((await app.hostPid()) ?? 0, 'SIGKILL');
    await vi.waitFor(
      async () => expect((await tray()).toolTip).toBe('Causeway: The license server does not answer'),
      patience,
    );
    await vi.waitFor(async () => expect((await tray()).toolTip).toBe('Causeway: Something needs attention'), patience);
  });
});
