import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemd } from '../../../cli/service/systemd.ts';
import { systemdUnit } from '../../../cli/service/systemd-unit.ts';
import { recordedSystem } from '../support/recorded-system.ts';

const plan = {
  program: ['/opt/Causeway/resources/node/node', '/opt/Causeway/resources/server/causeway.js'],
  folder: '/var/lib/causeway',
} as const;

describe('the service of a Linux system', () => {
  it('runs under an account of its own, without a capability, and comes back by itself', () => {
    const lines = systemdUnit(plan).split('\n');
    expect(lines).toContain(
      'ExecStart=/opt/Causeway/resources/node/node --max-semi-space-size=4 /opt/Causeway/resources/server/causeway.js serve --data-dir /var/lib/causeway',
    );
    for (const line of [
      'User=causeway',
      'CapabilityBoundingSet=',
      'NoNewPrivileges=yes',
      'UMask=0077',
      'Restart=always',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('keeps words with blanks and signs that systemd would expand as they are', () => {
    const unit = systemdUnit({ ...plan, folder: '/srv/my site/100%$HOME' });
    expect(unit).toContain('--data-dir "/srv/my site/100%%$$HOME"');
  });

  it('is described in a unit that systemd itself finds nothing wrong with', ({ skip }) => {
    const folder = mkdtempSync(join(tmpdir(), 'causeway-unit-'));
    try {
      const file = join(folder, 'causeway.service');
      writeFileSync(
        file,
        systemdUnit({ program: [process.execPath, '/opt/x.js'], folder }).replaceAll('=causeway\n', '=root\n'),
      );
      try {
        execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' });
      } catch {
        skip('systemd-analyze is not installed here');
      }
      expect(execFileSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8', stdio: 'pipe' })).toBe(
        '',
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is installed with its account and folder before it is started', async () => {
    const { edges, ran, files } = recordedSystem();
    await systemd.install(plan, edges);
    expect([...files.keys()]).toEqual(['/etc/sysusers.d/causeway.conf', '/etc/systemd/system/causeway.service']);
    expect(ran).toEqual([
      'systemd-sysusers /etc/sysusers.d/causeway.conf',
      'install -d -o causeway -g causeway -m 0751 /var/lib/causeway',
      'systemctl daemon-reload',
      'systemctl enable causeway.service',
      'systemctl restart causeway.service',
    ]);
    expect(await systemd.status(edges)).toEqual({ installed: true, running: true, enabled: true });
  });

  it('stops at the first step that fails and tells what the system said', async () => {
    const { edges, ran } = recordedSystem({ 'systemctl enable': { code: 1, stderr: 'Unit is masked.\nmore' } });
    await expect(systemd.install(plan, edges)).rejects.toThrow(
      '"systemctl enable causeway.service" ended with 1: Unit is masked.',
    );
    expect(ran.at(-1)).toBe('systemctl enable causeway.service');
  });

  it('is taken away without its data and its account', async () => {
    const { edges, files, ran } = recordedSystem();
    await systemd.install(plan, edges);
    ran.length = 0;
    await systemd.uninstall(edges);
    expect([...files.keys()]).toEqual(['/etc/sysusers.d/causeway.conf']);
    expect(ran).toEqual(['systemctl disable --now causeway.service', 'systemctl daemon-reload']);
  });

  it('is said to be missing where systemd does not know it', async () => {
    const { edges } = recordedSystem({ systemctl: { code: 4 } });
    expect(await systemd.status(edges)).toEqual({ installed: false, running: false, enabled: false });
  });
});
