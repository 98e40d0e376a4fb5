import { describe } from 'vitest';
import type { DesktopApp, LaunchOptions } from './desktop-app.ts';
import { launchElectron } from './launch-electron.ts';
import { launchOnStandIn } from './launch-on-stand-in.ts';
import { findElectron } from './packed-app.ts';

/** Starts the packed app: the one seam between the specs and what they run on. */
export type Launch = (appPath: string, options: LaunchOptions) => Promise<DesktopApp>;

/**
 * Runs the same specs on the stand-in for Electron and, where its binary is installed, on Electron itself. The names say
 * what they prove: the stand-in nothing about BoringSSL, fuses, native dialogs and the sandbox of Electron.
 */
export function describeOnBoth(name: string, specs: (launch: Launch) => void): void {
  describe(`${name}, on a stand-in for Electron with the system's Chromium`, () => specs(launchOnStandIn));
  const binary = findElectron();
  if (binary === null) {
    console.warn(`NOT PROVEN: "${name}" was not run on Electron itself, whose binary is not installed here.`);
  }
  describe.skipIf(binary === null)(`${name}, on Electron itself`, () =>
    specs((appPath, options) => launchElectron(binary ?? '', appPath, options)),
  );
}
