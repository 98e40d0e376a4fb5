import { DAY } from '../../../licensing/time.ts';
import { makeItem, type TestItem } from '../vendor.ts';
import { crews, sizeOf } from './crews.ts';

/** What the vendors sell to the plant: twelve items, every metric. */
export type Orders = {
  readonly acme: readonly TestItem[];
  /** The same a while later: more scans bought, and the next term of the line scanners. */
  readonly acmeRenewed: readonly TestItem[];
  readonly lumen: readonly TestItem[];
  readonly tessera: readonly TestItem[];
};

export type OrderOptions = {
  readonly devices: number;
  /** Epoch seconds of the first day, and of the end. */
  readonly start: number;
  readonly now: number;
};

const designers = { share: 0.005 };

export function ordersOf({ devices, start, now }: OrderOptions): Orders {
  const crew = (item: string): number => sizeOf(crewOf(item), devices);
  const days = Math.round((now - start) / DAY);
  const begun = start - 60 * DAY;
  const term = { start: begun, end: begun + Math.max(365, days + 90) * DAY };
  /** Units that a crew counts until now, by and large, and some more. */
  const counted = (item: string, room: number): number =>
    Math.min(1_000_000_000, roundUp(crew(item) * crewOf(item).pace * days * 0.5 * room, 50_000));
  const atOnce = { leaseSeconds: DAY, graceSeconds: 4 * 3_600 };
  const lines = { name: 'Barcode Reader, lines', features: ['qr', '1d', 'datamatrix'], offlineDays: 30 };
  const acme = (picked: number): readonly TestItem[] => [
    item('line-scan', { ...term, ...lines, quota: crew('line-scan') + 12, versions: { from: '9.0', to: '10.99' } }),
    item('gate-scan', {
      ...{ ...term, ...atOnce, name: 'Gate Scanner', metric: 'concurrent-device', features: ['qr', 'plate'] },
      ...{ quota: Math.round(crew('gate-scan') * 0.96), overageSlots: 4_000 },
    }),
    item('inspect', {
      ...{ ...term, ...atOnce, name: 'Surface Inspection', metric: 'concurrent-instance', unit: 'image' },
      ...{ features: ['defect', 'measure'], quota: crew('inspect') * 2 + 8, overageSlots: 2_000 },
    }),
    item('pick-scan', {
      ...{ ...term, name: 'Pick by Scan', metric: 'usage', unit: 'scan', features: ['qr', '1d'] },
      quota: counted('pick-scan', picked),
    }),
    item('vision-server', {
      ...{ ...term, name: 'Vision Server', metric: 'server', features: ['render', 'archive'], syncDays: 120 },
      ...{ quota: crew('vision-server'), overagePercent: 0 },
    }),
  ];
  const next = { start: term.end, end: term.end + 365 * DAY };
  return {
    acme: acme(1.05),
    acmeRenewed: [
      ...acme(1.35).filter(({ id }) => id !== 'line-scan'),
      item('line-scan', { ...next, ...lines, quota: crew('line-scan') + 40, versions: { from: '9.0', to: '11.99' } }),
    ],
    lumen: [
      item('ocr-desk', {
        ...{ ...term, ...atOnce, end: now + 20 * DAY, name: 'OCR Desk', metric: 'concurrent-instance', unit: 'page' },
        ...{ features: ['latin', 'cyrillic'], quota: Math.round(crew('ocr-desk') * 1.5), syncDays: 60 },
      }),
      item('ocr-pages', {
        ...{ ...term, name: 'OCR for goods-in', metric: 'usage', unit: 'page', features: ['latin', 'table'] },
        quota: counted('ocr-pages', 2.4),
      }),
      item('ocr-archive', {
        ...{ ...term, end: now - 3 * DAY, name: 'OCR Archive', metric: 'server', features: ['latin'], quota: 2 },
      }),
      item('ocr-web', {
        ...{ ...term, name: 'OCR in the browser', metric: 'domain', unit: 'page', features: ['latin'] },
        ...{ domain: 'harbor-plant.example', platforms: ['browser'] },
      }),
    ],
    tessera: [
      item('printers', {
        ...{
          ...term,
          name: 'Label Printer',
          unit: 'label',
          features: ['gs1', 'plain'],
          platforms: ['windows', 'linux'],
        },
        ...{ quota: Math.round(crew('printers') * 1.4), offlineDays: 14 },
      }),
      item('label-design', {
        ...{ ...term, name: 'Label Designer', metric: 'concurrent-device', unit: 'label', features: ['layout'] },
        ...{
          quota: Math.max(2, Math.round(designers.share * devices * 0.6)),
          leaseSeconds: 8 * 3_600,
          overageSlots: 9_000,
        },
      }),
      item('kiosk', { ...term, end: now - 40 * DAY, name: 'Label Kiosk', features: ['plain'], quota: 6, graceDays: 7 }),
    ],
  };
}

/** How many label designers want a seat: more than there are. */
export const designersOf = (devices: number): number => Math.max(4, Math.round(designers.share * devices));

const products: Readonly<Record<string, string>> = { 'label-design': 'label-designer', kiosk: 'label-kiosk' };

function item(id: string, claims: TestItem): TestItem {
  const product = products[id] ?? crewOf(id).product;
  return makeItem(id, { product, unit: 'scan', ...claims });
}

function crewOf(id: string) {
  const found = crews.find((crew) => crew.item === id);
  if (found === undefined) throw new RangeError(`no crew works with ${id}`);
  return found;
}

const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;
