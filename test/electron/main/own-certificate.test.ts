import { describe, expect, it } from 'vitest';
import { openAuthority } from '../../../dls/identity/authority.ts';
import { isPinned } from '../../../electron/main/own-certificate.ts';
import { temporaryFolder } from '../../support/commands.ts';
import { testStart } from '../../support/vendor.ts';

describe('the certificate of a console on the LAN', () => {
  it('is taken when it has a key that the server named over its socket, and no other', async () => {
    await using folder = temporaryFolder();
    const input = { site: 'd7f5a1f0-0000-4000-8000-000000000000', now: testStart, names: ['causeway.plant'] };
    const { served, pins } = await openAuthority(folder.path, input);
    expect(isPinned(served.cert, pins)).toBe(true);
    expect(isPinned(served.cert, [])).toBe(false);
    expect(isPinned(served.cert, [`${pins[0]?.slice(0, -1)}!`])).toBe(false);
    expect(isPinned('no certificate', pins)).toBe(false);
  });
});
