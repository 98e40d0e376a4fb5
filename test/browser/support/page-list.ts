import { administrator } from '../../support/commands.ts';
import type { PlantConsole } from './console.ts';

const settings = ['console', 'users', 'tokens', 'seats', 'clock', 'retention', 'privacy', 'language', 'about'] as const;

/** Every page of a plant's console and every part of one that has an address of its own. */
export async function pagesOf({ server }: PlantConsole): Promise<readonly (readonly [name: string, path: string])[]> {
  const { items } = await administrator<{ items: readonly { readonly uuid: string }[] }>(
    server,
    '/admin/v1/devices?search=line-1-scanner',
  );
  return [
    ['overview', '/'],
    ['licenses', '/licenses'],
    ['license files', '/licenses?tab=files'],
    ['vendors', '/licenses?tab=vendors'],
    ['license item', '/licenses?item=acme-vision/inspect'],
    ['handshake codes', '/handshakes'],
    ['handshake code', '/handshakes?code=acme-vision/200001-hall-4'],
    ['devices', '/devices'],
    ['device', `/devices?device=${items[0]?.uuid}`],
    ['usage', '/usage'],
    ['denials', '/denials'],
    ['across the gap', '/gap'],
    ['devices that never connect', '/gap?tab=devices'],
    ['alerts', '/alerts'],
    ['past alerts', '/alerts?tab=past'],
    ['thresholds', '/alerts?tab=thresholds'],
    ['channels', '/alerts?tab=channels'],
    ['ledger', '/ledger'],
    ['backups', '/backups'],
    ['settings, network', '/settings'],
    ...settings.map((section) => [`settings, ${section}`, `/settings?section=${section}`] as const),
  ];
}
