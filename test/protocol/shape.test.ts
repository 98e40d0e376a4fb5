import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as Type from 'typebox';
import { expect, test } from 'vitest';
import { Epoch, shapeReader, whole } from '../../protocol/shape.ts';
import { refusalOf } from '../vectors/vector-file.ts';

const read = shapeReader(
  Type.Object({ list: Type.Array(Type.Object({ 'a/b~c': whole(1, 3) })), when: Type.Optional(Epoch) }),
);

test('the value itself comes back, unknown fields included', () => {
  const value = { list: [{ 'a/b~c': 1 }], later: true };
  expect(read(value, 'file_unknown')).toBe(value);
});

test('the path names lists by index and fields by name', async () => {
  expect(await refusalOf(() => read({ list: [{ 'a/b~c': 1 }, { 'a/b~c': 4 }] }, 'file_unknown'))).toEqual({
    outcome: 'file_unknown',
    field: 'list[1].a/b~c',
  });
  expect(await refusalOf(() => read({ list: [{}] }, 'file_unknown'))).toEqual({
    outcome: 'file_unknown',
    field: 'list[0].a/b~c',
  });
  expect(await refusalOf(() => read({}, 'file_unknown'))).toEqual({ outcome: 'file_unknown', field: 'list' });
  expect(await refusalOf(() => read([], 'file_unknown'))).toEqual({ outcome: 'file_unknown', field: null });
});

test('an instant lies between 1970 and the end of 9999', async () => {
  expect(read({ list: [], when: 0 }, 'file_unknown').when).toBe(0);
  expect(read({ list: [], when: 253_402_300_799 }, 'file_unknown').when).toBe(253_402_300_799);
  for (const when of [-1, 253_402_300_800, 0.5, '0', null, Number.NaN]) {
    expect(await refusalOf(() => read({ list: [], when }, 'file_unknown'))).toMatchObject({ field: 'when' });
  }
});

test('an error never repeats the value', () => {
  expect(() => read({ list: 'secret' }, 'file_unknown')).toThrow(/^(?!.*secret)/);
});

test('gives the same answers where evaluating code is forbidden, as in a page with a content security policy', async () => {
  const module = fileURLToPath(new URL('../../protocol/device-api.ts', import.meta.url));
  const script = `
    import { parseAcquire } from ${JSON.stringify(module)};
    let evaluates = true;
    try { new Function('return 1'); } catch { evaluates = false; }
    const good = { device: 'AAECAwQFBgcICQoLDA0ODw', vendor: 'acme', product: 'reader', features: ['qr'] };
    const answers = [parseAcquire(good).product];
    for (const wrong of [{ ...good, product: 7 }, { ...good, features: ['qr', ''] }, {}]) {
      try { parseAcquire(wrong); } catch (error) { answers.push(error.code + ' ' + error.field); }
    }
    console.log(JSON.stringify({ evaluates, answers }));`;
  const run = promisify(execFile);
  const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script];
  const { stdout } = await run(process.execPath, flags);
  expect(JSON.parse(stdout)).toEqual({
    evaluates: false,
    answers: ['reader', 'request_malformed product', 'request_malformed features[1]', 'request_malformed device'],
  });
});
