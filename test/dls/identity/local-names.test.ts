import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { listLocalNames } from '../../../dls/identity/local-names.ts';

type Interfaces = ReturnType<typeof networkInterfaces>;

function namesOf(host: string, addresses: readonly string[]): readonly string[] {
  const entries = addresses.map((address) => ({ address })) as unknown as NonNullable<Interfaces[string]>;
  return listLocalNames({ hostname: () => host, networkInterfaces: () => ({ eth0: entries, down: undefined }) });
}

describe('the names of this machine', () => {
  it('are localhost, its host name and every address that a URL can name', () => {
    expect(namesOf('Plant-7.Example.', ['192.168.1.4', '127.0.0.1', 'FD00::7', 'fe80::1', 'febf::1'])).toEqual([
      'localhost',
      '127.0.0.1',
      '::1',
      'plant-7.example',
      '192.168.1.4',
      'fd00::7',
    ]);
  });

  it('spell an international host name as DNS does', () => {
    expect(namesOf('BÜRO-PC', [])).toContain('xn--bro-pc-3ya');
  });

  it.each(['', 'my pc', 'a/b', '-x-'])('leave out a host name that no certificate can carry: %j', (host) => {
    expect(namesOf(host, [])).toEqual(['localhost', '127.0.0.1', '::1']);
  });

  it('are at most 64', () => {
    const addresses = Array.from({ length: 300 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
    expect(namesOf('plant-7', addresses)).toHaveLength(64);
    expect(namesOf('plant-7', addresses)).toContain('plant-7');
  });

  it('can be read on this machine', () => {
    const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
    const names = listLocalNames();
    for (const { address, family } of addresses.slice(0, 30)) if (family === 'IPv4') expect(names).toContain(address);
  });
});
