import { describe, expect, it } from 'vitest';
import { asRefusal, CommandRefusal, refusalObject, refusalOf, refusalText } from '../../cli/refusal.ts';
import { StorageError } from '../../dls/storage-error.ts';
import { CODES, type Code } from '../../protocol/codes.ts';
import { ProtocolError } from '../../protocol/error.ts';

describe('a refusal', () => {
  it('says the code, a sentence and the next step, whatever the code', () => {
    for (const code of Object.keys(CODES) as Code[]) {
      const text = refusalText(new CommandRefusal(code));
      expect(text.startsWith(`${code}: ${CODES[code].meaning} `)).toBe(true);
      expect(text.length).toBeGreaterThan(`${code}: ${CODES[code].meaning} `.length);
    }
  });

  it('adds the next step of its code to a sentence that has none', () => {
    const refusal = refusalOf('license_wrong_site', { detail: 'The file is for site A' });
    expect(refusalText(refusal)).toBe(`license_wrong_site: The file is for site A. ${CODES.license_wrong_site.next}`);
  });

  it('adds nothing to a sentence that says what to do', () => {
    const refusal = refusalOf('vendor_unknown', { detail: 'No vendor is known. Import a license file first.' });
    expect(refusalText(refusal)).toBe('vendor_unknown: No vendor is known. Import a license file first.');
  });

  it('names the file and the field that are wrong', () => {
    const refusal = new CommandRefusal('license_malformed', {
      sentence: 'A number is out of its range.',
      next: 'Ask the vendor.',
      field: 'items[0].quota',
      file: 'plant.cwlic',
    });
    expect(refusalText(refusal)).toBe(
      'license_malformed: plant.cwlic: A number is out of its range (items[0].quota). Ask the vendor.',
    );
    expect(refusalObject(refusal)).toEqual({
      code: 'license_malformed',
      detail: 'A number is out of its range.',
      next: 'Ask the vendor.',
      field: 'items[0].quota',
      file: 'plant.cwlic',
    });
  });

  it('shows no control character of what it tells of', () => {
    expect(refusalText(refusalOf('not_found', { detail: 'There is no user \u001B[2J' }))).not.toContain('\u001B');
  });

  it('is made of every error that has a code', () => {
    expect(asRefusal(new StorageError('full', '/media/usb/a.cwsync'))).toMatchObject({
      code: 'storage_full',
      next: '',
    });
    expect(asRefusal(new ProtocolError('file_unknown'))).toMatchObject({ code: 'file_unknown' });
  });

  it('is internal_error for what nobody foresaw, with what happened', () => {
    const refusal = asRefusal(new TypeError('x is not a function'));
    expect(refusal.code).toBe('internal_error');
    expect(refusalText(refusal)).toContain('x is not a function.');
  });
});
