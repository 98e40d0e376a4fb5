import { expect, test } from 'vitest';
import { errorUnder, ProtocolError } from '../../protocol/error.ts';

test('an error without a sentence says the meaning of its code', () => {
  const error = new ProtocolError('rate_limited');
  expect(error.detail).toBe('Too many requests from this address or on this code.');
  expect(error.field).toBeNull();
  expect(error.message).toBe('rate_limited: Too many requests from this address or on this code.');
});

test('an error of a nested file names the path to it', () => {
  const inner = new ProtocolError('report_malformed', { field: 'records[1].slot', detail: 'Wrong.' });
  expect(errorUnder('reports[0]', inner)).toMatchObject({
    code: 'report_malformed',
    field: 'reports[0].records[1].slot',
    detail: 'Wrong.',
  });
  expect(errorUnder('card', new ProtocolError('file_unknown'))).toMatchObject({ field: 'card' });
});

test('a fault stays the fault it is', () => {
  const fault = new TypeError('broken');
  expect(errorUnder('card', fault)).toBe(fault);
});
