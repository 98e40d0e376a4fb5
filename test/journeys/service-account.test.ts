import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GROUP_MAY_COMMAND } from '../../cli/service/service-plan.ts';
import { serve, temporaryFolder } from '../support/commands.ts';

const modes = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['control.sock', 'endpoint.json', 'identity.json', 'causeway.db'].map((name) => [
      name,
      (statSync(join(folder, name)).mode & 0o777).toString(8),
    ]),
  );

/** As the unit of the service starts it. */
const prefix = ['sh', '-c', 'umask 077; exec "$@"', 'sh'];

describe.skipIf(process.platform === 'win32')('the files of a server', () => {
  it('of a service let its group command it and everybody find its console, and nothing else', async () => {
    await using folder = temporaryFolder();
    const server = await serve(folder.path, { args: ['--no-tls'], prefix, env: { [GROUP_MAY_COMMAND]: '1' } });
    expect(modes(folder.path)).toEqual({
      'control.sock': '660',
      'endpoint.json': '644',
      'identity.json': '600',
      'causeway.db': '600',
    });
    await server.stop();
  });

  it('of a user let nobody else command it', async () => {
    await using folder = temporaryFolder();
    const server = await serve(folder.path, { args: ['--no-tls'] });
    expect(modes(folder.path)).toMatchObject({ 'control.sock': '600', 'identity.json': '600' });
    await server.stop();
  });
});
