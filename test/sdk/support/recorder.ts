import { openLicense } from '../../../sdk/index.ts';

// Records one use after the other, four at a time, and says each number on stdout only after `record` resolved.
const [folder = '', server = '', vendorKey = ''] = process.argv.slice(2);
const license = await openLicense({
  servers: [server],
  vendor: 'acme-vision',
  vendorKeys: [JSON.parse(vendorKey)],
  product: 'barcode-reader',
  organization: '200001',
  storage: folder,
});
process.stdout.write(`ready ${license.status.state}\n`);
for (;;) {
  const recorded = await Promise.all(['qr', 'qr', '1d', 'qr'].map((feature) => license.record(feature)));
  process.stdout.write(recorded.map((outcome) => `${outcome}\n`).join(''));
}
