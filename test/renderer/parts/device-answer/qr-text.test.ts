import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeQr } from '../../../../protocol/device-file.ts';
import { encodeQrText } from '../../../../renderer/parts/device-answer/qr-text.ts';

describe('the text of a QR code', () => {
  it('is read back by every reader of the protocol', async () => {
    for (const json of ['{}', JSON.stringify({ typ: 'device-lease', lease: 'ä'.repeat(300) })]) {
      expect(await decodeQr((await encodeQrText(json)) ?? '')).toBe(json);
    }
  });

  it('is not made beyond 2 000 characters', async () => {
    expect(await encodeQrText(JSON.stringify(randomBytes(1_600).toString('base64')))).toBeNull();
  });
});
