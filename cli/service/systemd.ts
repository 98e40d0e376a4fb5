import { mustRun, type ServiceManager } from './service-manager.ts';
import { ACCOUNT, systemdAccount, systemdUnit } from './systemd-unit.ts';

const UNIT = 'causeway.service';
const unitFile = `/etc/systemd/system/${UNIT}`;
const accountFile = '/etc/sysusers.d/causeway.conf';

/** Linux with systemd. */
export const systemd: ServiceManager = {
  name: 'systemd',
  async install(plan, edges) {
    await edges.writeFile(accountFile, systemdAccount(plan.folder), 'utf8');
    await edges.writeFile(unitFile, systemdUnit(plan), 'utf8');
    await mustRun(
      edges,
      ['systemd-sysusers', accountFile],
      // Others may pass through to the file that says where the console is, and see nothing else.
      ['install', '-d', '-o', ACCOUNT, '-g', ACCOUNT, '-m', '0751', plan.folder],
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', UNIT],
      ['systemctl', 'restart', UNIT],
    );
  },
  async uninstall(edges) {
    await mustRun(edges, ['systemctl', 'disable', '--now', UNIT]);
    await edges.removeFile(unitFile);
    // The account stays: it owns the data.
    await mustRun(edges, ['systemctl', 'daemon-reload']);
  },
  async status(edges) {
    const says = async (question: string): Promise<boolean> =>
      (await edges.run(['systemctl', question, '--quiet', UNIT])).code === 0;
    return {
      installed: await edges.exists(unitFile),
      running: await says('is-active'),
      enabled: await says('is-enabled'),
    };
  },
  advice: {
    start: `sudo systemctl start ${UNIT}`,
    stop: `sudo systemctl stop ${UNIT}`,
    log: `journalctl -u ${UNIT}`,
  },
};
