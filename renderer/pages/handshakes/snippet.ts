import type { Handshake } from '../../api/handshakes.ts';

type Known = { readonly servers: readonly string[]; readonly product: string; readonly feature: string };

/** The lines by which an app gets a license through a code (sdk/README.md). */
export function snippetOf(
  { vendor, code, password, applications }: Pick<Handshake, 'vendor' | 'code' | 'password' | 'applications'>,
  { servers, product, feature }: Known,
): string {
  const [app] = applications;
  const quoted = servers.map((server) => `'${server}'`).join(', ');
  return [
    `import { openLicense } from '@causeway/sdk';`,
    '',
    'const license = await openLicense({',
    `  servers: [${quoted}],`,
    `  vendor: '${vendor}',`,
    '  vendorKeys: [card], // the text of the vendor card',
    `  product: '${product}',`,
    `  handshake: '${code}',`,
    ...(password ? ['  password, // the session password'] : []),
    ...(app !== undefined ? [`  app: '${app.replaceAll('*', 'app')}',`] : []),
    "  storage: './license-state',",
    '});',
    `if (license.allows('${feature}')) await license.record('${feature}');`,
  ].join('\n');
}
