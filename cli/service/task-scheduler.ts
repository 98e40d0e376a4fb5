import { win32 } from 'node:path';
import { mustRun, type ServiceManager } from './service-manager.ts';
import { LOCAL_SERVICE, TASK, windowsTask } from './windows-task.ts';

const SYSTEM = 'S-1-5-18';
const ADMINISTRATORS = 'S-1-5-32-544';

/** The port that devices come in on, unless the settings say otherwise. */
const DEVICE_PORT = '4870';

/** Windows. */
export const taskScheduler: ServiceManager = {
  name: 'Task Scheduler',
  async install(plan, edges) {
    const definition = win32.join(plan.folder, 'service-task.xml');
    const [node] = plan.program;
    const full = [LOCAL_SERVICE, SYSTEM, ADMINISTRATORS].map((who) => `*${who}:(OI)(CI)F`);
    await edges.writeFile(definition, `\uFEFF${windowsTask(plan)}`, 'utf16le');
    const rule = ['dir=in', 'action=allow', 'protocol=TCP', `localport=${DEVICE_PORT}`, `program=${node}`];
    await mustRun(
      edges,
      ['icacls', plan.folder, '/inheritance:r', '/grant:r', ...full],
      ['schtasks', '/Create', '/TN', TASK, '/XML', definition, '/F'],
    );
    await edges.run(['netsh', 'advfirewall', 'firewall', 'delete', 'rule', `name=${TASK}`]);
    await mustRun(
      edges,
      ['netsh', 'advfirewall', 'firewall', 'add', 'rule', `name=${TASK}`, ...rule],
      ['schtasks', '/Run', '/TN', TASK],
    );
  },
  async uninstall(edges) {
    // It may not run just now.
    await edges.run(['schtasks', '/End', '/TN', TASK]);
    await mustRun(edges, ['schtasks', '/Delete', '/TN', TASK, '/F']);
    await edges.run(['netsh', 'advfirewall', 'firewall', 'delete', 'rule', `name=${TASK}`]);
  },
  async status(edges) {
    // What schtasks prints is in the language of the system.
    const question = `(Get-ScheduledTask -TaskName '${TASK}' -ErrorAction Stop).State`;
    const { code, stdout } = await edges.run(['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', question]);
    const state = stdout.trim();
    const installed = code === 0 && state !== '';
    return { installed, running: state === 'Running', enabled: installed && state !== 'Disabled' };
  },
  advice: {
    start: `schtasks /Run /TN ${TASK}`,
    stop: `schtasks /End /TN ${TASK}`,
    log: 'the folder logs in the data folder',
  },
};
