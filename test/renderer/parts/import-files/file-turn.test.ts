import { describe, expect, it } from 'vitest';
import { encodeQr } from '../../../../protocol/device-file.ts';
import { compareTurns, readTurn } from '../../../../renderer/parts/import-files/file-turn.ts';
import { createFileDevice, makeDeviceRequest, makeDeviceReturn } from '../../../support/device-files.ts';
import { makeSite } from '../../../support/site.ts';
import { createVendor, makeAcknowledgement, makeCard, makeLicense, testStart } from '../../../support/vendor.ts';

const vendor = createVendor('acme-vision');
const read = (content: string | Uint8Array<ArrayBuffer>) => readTurn(new Blob([content]));

async function makeFiles() {
  const site = await makeSite();
  const identity = site.identity.current;
  await site.close();
  const device = createFileDevice();
  const request = makeDeviceRequest(device);
  return {
    request,
    card: makeCard(vendor),
    first: makeLicense(vendor, { site: identity, serial: 1 }),
    second: makeLicense(vendor, { site: identity, serial: 2 }),
    answer: makeAcknowledgement(vendor, { site: identity, epoch: 1, seq: 3, iat: testStart }),
    giveBack: makeDeviceReturn(device, { lease: 'a'.repeat(16), returnKey: request.returnKey }),
  };
}

describe('the turn of a file', () => {
  it('follows what it may need: cards, licenses by serial, acknowledgements, returns, requests, and what is none', async () => {
    const { request, card, first, second, answer, giveBack } = await makeFiles();
    const shuffled = ['holiday', request.text, answer, second, giveBack, card, first];
    const read = await Promise.all(
      shuffled.map(async (content) => ({ content, turn: await readTurn(new Blob([content])) })),
    );
    const inTurn = read.toSorted((a, b) => compareTurns(a.turn, b.turn)).map(({ content }) => content);
    expect(inTurn).toEqual([card, first, second, answer, giveBack, request.text, 'holiday']);
  });

  it('is found in files as they were mailed, wrapped, in UTF-16 and as a QR code', async () => {
    const { request, first } = await makeFiles();
    const license = { kind: 'license', vendor: 'acme-vision' };
    expect(await read(first)).toMatchObject(license);
    expect(await read(`\uFEFF> ${first.replaceAll(/.{70}/g, '$&\r\n> ')}\r\n`)).toMatchObject(license);
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${first}`, 'utf16le'));
    expect(await read(utf16)).toMatchObject(license);
    expect(await read(await encodeQr(request.text))).toMatchObject({ kind: 'device-request', vendor: null });
    expect(await read(` ${request.text}\n`)).toMatchObject({ kind: 'device-request', vendor: 'acme-vision' });
  });

  it('comes with what the request of a device says of itself', async () => {
    const device = createFileDevice();
    const asked = (more = {}) => readTurn(new Blob([makeDeviceRequest(device, more).text]));
    expect((await asked({ name: 'crane-cabin' })).asks).toEqual({ device: 'crane-cabin', product: 'barcode-reader' });
    expect((await asked()).asks).toEqual({ device: device.uuid, product: 'barcode-reader' });
    expect((await asked({ product: 7 })).asks).toBeUndefined();
  });

  it('is the last for anything else, without an error', async () => {
    const none = { kind: null, vendor: null, rank: [] };
    for (const content of ['', 'a.b.c', '{', '[]', '{"typ":"device-lease"}', 'null', 'eyJ0eXAiOiJzeW5jIn0.e30.x']) {
      expect([content, await read(content)]).toEqual([content, none]);
    }
    expect(await read(new Uint8Array([0xff, 0xff, 0x00, 0x80]))).toEqual(none);
  });
});
