import { describe, expect, it } from 'vitest';
import type { Reach } from '../../../electron/main/control-link.ts';
import { findSite } from '../../../electron/main/find-site.ts';

const places = { chosen: null, service: '/var/lib/causeway', own: '/home/me/causeway' };
const edges = (reaches: Readonly<Record<string, Reach>>, isInstalled = false) => ({
  reach: async (folder: string) => reaches[folder] ?? 'silent',
  isInstalled: async () => isInstalled,
});

describe('the site that the app works on', () => {
  it('is that of the service, before any other that runs', async () => {
    const both = edges({ '/var/lib/causeway': 'open', '/home/me/causeway': 'open' });
    expect(await findSite(places, both)).toEqual({ kind: 'attach', folder: '/var/lib/causeway' });
  });

  it('is only visited where the service takes no commands of this account', async () => {
    expect(await findSite(places, edges({ '/var/lib/causeway': 'foreign' }))).toMatchObject({ kind: 'visit' });
  });

  it('is hosted by the app where nobody serves', async () => {
    expect(await findSite(places, edges({}))).toEqual({ kind: 'host', folder: '/home/me/causeway' });
  });

  it('is never hosted where a service is installed that does not run', async () => {
    expect(await findSite(places, edges({}, true))).toEqual({ kind: 'silent', folder: '/var/lib/causeway' });
  });

  it('is the one that the user named, whatever else runs', async () => {
    const chosen = { ...places, chosen: '/srv/site' };
    const running = edges({ '/var/lib/causeway': 'open' }, true);
    expect(await findSite(chosen, running)).toEqual({ kind: 'host', folder: '/srv/site' });
  });
});
