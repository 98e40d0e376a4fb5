import { DAEMON_ACCOUNT, DAEMON_GROUP, LABEL, launchdPlist } from './launchd-plist.ts';
import { mustRun, type ServiceEdges, type ServiceManager } from './service-manager.ts';

const plistFile = `/Library/LaunchDaemons/${LABEL}.plist`;
const target = `system/${LABEL}`;

/** A number that macOS leaves to role accounts (200 to 400). */
const ACCOUNT_ID = '387';

/** macOS. */
export const launchd: ServiceManager = {
  name: 'launchd',
  async install(plan, edges) {
    await makeAccount(edges);
    await mustRun(edges, ['install', '-d', '-o', DAEMON_ACCOUNT, '-g', DAEMON_GROUP, '-m', '0751', plan.folder]);
    await mustRun(edges, [
      'install',
      '-d',
      '-o',
      DAEMON_ACCOUNT,
      '-g',
      DAEMON_GROUP,
      '-m',
      '0700',
      `${plan.folder}/logs`,
    ]);
    if (await isLoaded(edges)) await mustRun(edges, ['launchctl', 'bootout', target]);
    await edges.writeFile(plistFile, launchdPlist(plan), 'utf8');
    await mustRun(edges, ['launchctl', 'bootstrap', 'system', plistFile]);
  },
  async uninstall(edges) {
    if (await isLoaded(edges)) await mustRun(edges, ['launchctl', 'bootout', target]);
    await edges.removeFile(plistFile);
  },
  async status(edges) {
    const { code, stdout } = await edges.run(['launchctl', 'print', target]);
    const installed = await edges.exists(plistFile);
    return { installed, running: code === 0 && /^\s*state = running$/m.test(stdout), enabled: installed };
  },
  advice: {
    start: `sudo launchctl kickstart ${target}`,
    stop: `sudo launchctl bootout ${target}`,
    log: 'the file logs/service.log in the data folder',
  },
};

const isLoaded = async ({ run }: ServiceEdges): Promise<boolean> =>
  (await run(['launchctl', 'print', target])).code === 0;

async function makeAccount(edges: ServiceEdges): Promise<void> {
  const isThere = async (...command: readonly [string, ...string[]]): Promise<boolean> =>
    (await edges.run(command)).code === 0;
  if (!(await isThere('dscl', '.', '-read', `/Groups/${DAEMON_GROUP}`))) {
    await mustRun(edges, ['dseditgroup', '-o', 'create', '-r', 'Causeway administrators', DAEMON_GROUP]);
  }
  if (await isThere('dscl', '.', '-read', `/Users/${DAEMON_ACCOUNT}`)) return;
  const names = ['-fullName', 'Causeway license server', '-home', '/var/empty', '-shell', '/usr/bin/false'] as const;
  await mustRun(edges, ['sysadminctl', '-addUser', DAEMON_ACCOUNT, '-roleAccount', '-UID', ACCOUNT_ID, ...names]);
}
