import { describe, expect, it } from 'vitest';
import { taskScheduler } from '../../../cli/service/task-scheduler.ts';
import { quote, windowsTask } from '../../../cli/service/windows-task.ts';
import { recordedSystem } from '../support/recorded-system.ts';

const plan = {
  program: [
    'C:\\Program Files\\Causeway\\resources\\node\\node.exe',
    'C:\\Program Files\\Causeway\\resources\\server\\causeway.js',
  ],
  folder: 'C:\\ProgramData\\Causeway',
} as const;

describe('the service of a Windows system', () => {
  it('is a task of LocalService that starts with the machine and has no end', () => {
    const task = windowsTask(plan);
    for (const part of [
      '<UserId>S-1-5-19</UserId>',
      '<BootTrigger>',
      '<RunLevel>LeastPrivilege</RunLevel>',
      '<ExecutionTimeLimit>PT0S<',
    ]) {
      expect(task).toContain(part);
    }
    expect(task).toContain('<Command>C:\\Program Files\\Causeway\\resources\\node\\node.exe</Command>');
    expect(task).toContain(
      '--max-semi-space-size=4 &quot;C:\\Program Files\\Causeway\\resources\\server\\causeway.js&quot; serve --data-dir C:\\ProgramData\\Causeway<',
    );
  });

  it.each([
    ['plain', 'plain'],
    ['with blank', '"with blank"'],
    ['end\\ ', '"end\\ "'],
    ['folder \\', '"folder \\\\"'],
    ['say "so"', '"say \\"so\\""'],
  ])('hands the word %s on as one', (word, quoted) => {
    expect(quote(word)).toBe(quoted);
  });

  it('closes its folder to everybody but itself and administrators before it runs', async () => {
    const { edges, ran, files } = recordedSystem();
    await taskScheduler.install(plan, edges);
    expect(ran[0]).toBe(
      'icacls C:\\ProgramData\\Causeway /inheritance:r /grant:r *S-1-5-19:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F',
    );
    expect(ran.at(-1)).toBe('schtasks /Run /TN Causeway');
    expect([...files.values()][0]).toMatch(/^\uFEFF<\?xml/);
  });

  it.each([
    ['Running', { installed: true, running: true, enabled: true }],
    ['Ready', { installed: true, running: false, enabled: true }],
    ['Disabled', { installed: true, running: false, enabled: false }],
  ])('says what a task in the state %s does', async (state, status) => {
    const { edges } = recordedSystem({ 'powershell.exe': { stdout: `${state}\r\n` } });
    expect(await taskScheduler.status(edges)).toEqual(status);
  });

  it('is said to be missing where there is no such task', async () => {
    const { edges } = recordedSystem({ 'powershell.exe': { code: 1 } });
    expect(await taskScheduler.status(edges)).toEqual({ installed: false, running: false, enabled: false });
  });
});
