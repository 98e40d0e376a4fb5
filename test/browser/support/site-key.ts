import { administrator, type RunningServer } from '../../support/commands.ts';
import type { SiteOfTest } from '../../support/vendor.ts';

/** A running site as vendors name it in what they make for it. */
export async function siteOf(server: RunningServer): Promise<SiteOfTest> {
  const { site, thumbprint } = await administrator<{ site: string; thumbprint: string }>(server, '/admin/v1/machine');
  const request = await administrator<string>(server, '/admin/v1/activation-request', { as: 'text' });
  const [, payload = ''] = request.split('.');
  const { jwks } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return { site, current: { thumbprint, jwk: jwks.keys[0] } };
}
