import { describe, expect, it } from 'vitest';
import { launchd } from '../../../cli/service/launchd.ts';
import { launchdPlist } from '../../../cli/service/launchd-plist.ts';
import { recordedSystem } from '../support/recorded-system.ts';

const plan = {
  program: ['/Applications/Causeway.app/Contents/Resources/node/node', '/Applications/Causeway.app/c.js'],
  folder: '/Library/Application Support/Causeway',
} as const;
const unknown = { 'launchctl print': { code: 113 }, dscl: { code: 56 } };

describe('the service of a Mac', () => {
  it('runs under a role account and comes back by itself', () => {
    const plist = launchdPlist({ ...plan, folder: '/Volumes/a & b' });
    expect(plist).toMatch(/<key>UserName<\/key>\s*<string>_causeway<\/string>/);
    expect(plist).toMatch(/<key>KeepAlive<\/key>\s*<true\/>/);
    expect(plist).toContain('<string>--data-dir</string>\n    <string>/Volumes/a &amp; b</string>');
  });

  it('makes group and account once, then the folder, then starts', async () => {
    const { edges, ran, files } = recordedSystem(unknown);
    await launchd.install(plan, edges);
    const changed = ran.filter((line) => !/^(dscl|launchctl print)/.test(line)).map((line) => line.split(' ')[0]);
    expect(changed).toEqual(['dseditgroup', 'sysadminctl', 'install', 'install', 'launchctl']);
    expect([...files.keys()]).toEqual(['/Library/LaunchDaemons/org.causeway.server.plist']);

    const again = recordedSystem();
    await launchd.install(plan, again.edges);
    expect(again.ran.filter((line) => /^(dseditgroup|sysadminctl)/.test(line))).toEqual([]);
    expect(again.ran).toContain('launchctl bootout system/org.causeway.server');
  });

  it('tells running from loaded', async () => {
    const running = recordedSystem({ 'launchctl print': { stdout: 'system/x = {\n\tstate = running\n}' } });
    running.files.set('/Library/LaunchDaemons/org.causeway.server.plist', '');
    expect(await launchd.status(running.edges)).toEqual({ installed: true, running: true, enabled: true });
    const waiting = recordedSystem({ 'launchctl print': { stdout: '\tstate = not running\n' } });
    expect((await launchd.status(waiting.edges)).running).toBe(false);
  });

  it('is taken away without its data', async () => {
    const { edges, ran, files } = recordedSystem();
    files.set('/Library/LaunchDaemons/org.causeway.server.plist', '');
    await launchd.uninstall(edges);
    expect(ran).toEqual(['launchctl print system/org.causeway.server', 'launchctl bootout system/org.causeway.server']);
    expect(files.size).toBe(0);
  });
});
