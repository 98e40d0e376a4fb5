/** Devices of one kind: what they ask for, how many of a plant's devices they are, and how they work. */
export type Crew = {
  readonly vendor: string;
  readonly org: string;
  readonly item: string;
  readonly product: string;
  /** Friendly names are this and a number. */
  readonly name: string;
  /** Of all devices of the plant. */
  readonly share: number;
  /** Each device has one of these, and asks for no other feature. */
  readonly features: readonly (readonly string[])[];
  readonly platforms: readonly string[];
  readonly systems: readonly string[];
  readonly app: string;
  readonly versions: readonly string[];
  readonly deployment: string;
  /** Handshake codes that they use; empty: the organization's default. */
  readonly handshakes: readonly string[];
  /** Units that a device counts on a full day. */
  readonly pace: number;
  /** Instances that it runs at most; 1 where the metric counts none. */
  readonly instances: number;
  readonly shifts: readonly Shift[];
};

/** The hours (UTC) of a shift. */
export type Shift = { readonly from: number; readonly hours: number };

const early: Shift = { from: 5, hours: 8 };
const late: Shift = { from: 13, hours: 8 };
const night: Shift = { from: 21, hours: 3 };
const office: Shift = { from: 7, hours: 9 };
const always: Shift = { from: 0, hours: 24 };

/** Two of three work early, fewer late, a few at night. */
const threeShifts: readonly Shift[] = [early, early, early, late, late, night];

/** Gates of a part of the plant close at night. */
const gateHours: readonly Shift[] = [always, always, early, late, { from: 4, hours: 17 }];

const acme = { vendor: 'acme-vision', org: '200001', deployment: 'embedded', instances: 1, handshakes: [] };
const lumen = { vendor: 'lumen-ocr', org: '300400', deployment: 'desktop', instances: 1, handshakes: [] };
const tessera = { vendor: 'tessera-labels', org: 'HP77', deployment: 'desktop', instances: 1, handshakes: [] };
const handheld = { platforms: ['android'], systems: ['Android 13', 'Android 14'] };
const panel = { platforms: ['linux', 'linux', 'windows'], systems: ['Debian 12', 'Windows 10 IoT'] };
const desk = { platforms: ['windows', 'windows', 'macos'], systems: ['Windows 11', 'Windows 10'] };

/** Who works in the plant, but for label designers and kiosks, who are worth a look of their own. */
export const crews: readonly Crew[] = [
  {
    ...{ ...acme, ...panel, item: 'line-scan', product: 'barcode-reader', name: 'line-scanner', share: 0.44 },
    ...{ features: [['qr'], ['qr', '1d'], ['1d'], ['qr', 'datamatrix']], app: 'com.acme.line' },
    ...{ versions: ['10.4.2', '10.4.2', '10.3.0', '9.8.1'], handshakes: ['', '200001-hall-4'] },
    ...{ pace: 420, shifts: threeShifts },
  },
  {
    ...{ ...acme, ...panel, item: 'gate-scan', product: 'gate-scanner', name: 'gate', share: 0.11, shifts: gateHours },
    ...{ features: [['qr', 'plate'], ['qr']], app: 'com.acme.gate', versions: ['4.1.0'] },
    ...{ handshakes: ['200001-gates'], pace: 160 },
  },
  {
    ...{ ...acme, ...desk, item: 'inspect', product: 'surface-inspection', name: 'inspection-cell', share: 0.04 },
    ...{ features: [['defect'], ['defect', 'measure']], app: 'com.acme.inspect', versions: ['7.2.0', '7.1.4'] },
    ...{ pace: 210, instances: 3, shifts: [early, late] },
  },
  {
    ...{ ...acme, ...handheld, item: 'pick-scan', product: 'pick-by-scan', name: 'picker', share: 0.2 },
    ...{ features: [['qr'], ['1d'], ['qr', '1d']], app: 'com.acme.pick', versions: ['2.8.0', '2.7.5'] },
    ...{ deployment: 'mobile', pace: 360, shifts: threeShifts },
  },
  {
    ...{ ...acme, ...panel, item: 'vision-server', product: 'vision-server', name: 'vision-server', share: 0.003 },
    ...{ features: [['render', 'archive']], app: 'com.acme.vision-server', versions: ['5.0.2'], deployment: 'server' },
    ...{ pace: 2_400, shifts: [always] },
  },
  {
    ...{ ...lumen, ...desk, item: 'ocr-desk', product: 'ocr-desk', name: 'office', share: 0.05, shifts: [office] },
    ...{ features: [['latin'], ['latin', 'cyrillic']], app: 'com.lumen.desk', versions: ['3.4.0'], instances: 2 },
    ...{ pace: 60 },
  },
  {
    ...{ ...lumen, ...panel, item: 'ocr-pages', product: 'ocr-pages', name: 'goods-in', share: 0.06, pace: 90 },
    ...{
      features: [['latin'], ['table']],
      app: 'com.lumen.pages',
      versions: ['3.4.0', '3.3.2'],
      shifts: [early, late],
    },
  },
  {
    ...{ ...lumen, ...panel, item: 'ocr-archive', product: 'ocr-archive', name: 'archive', share: 0.0005 },
    ...{ features: [['latin']], app: 'com.lumen.archive', versions: ['2.0.1'], deployment: 'server' },
    ...{ pace: 900, shifts: [always] },
  },
  {
    ...{
      ...lumen,
      item: 'ocr-web',
      product: 'ocr-web',
      name: 'terminal',
      share: 0.03,
      pace: 40,
      shifts: [early, late],
    },
    ...{ platforms: ['browser'], systems: ['ChromeOS'], features: [['latin']], app: 'scan.harbor-plant.example' },
    ...{ versions: ['1.9.0'], deployment: 'browser' },
  },
  {
    ...{ ...tessera, ...panel, item: 'printers', product: 'label-printer', name: 'label-printer', share: 0.06 },
    ...{ features: [['gs1'], ['plain'], ['gs1', 'plain']], app: 'com.tessera.print', versions: ['6.0.0', '5.9.3'] },
    ...{ deployment: 'embedded', pace: 300, shifts: threeShifts },
  },
];

/** How many devices of a crew a plant of so many devices has. */
export function sizeOf({ share }: Crew, devices: number): number {
  return Math.max(2, Math.round(share * devices));
}
