import { describe, expect, it } from 'vitest';
import { asIncomingFile, inTurn } from '../../../dls/gap/incoming-file.ts';

const jws = (typ: string, payload: object): Buffer => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return Buffer.from(`${part({ alg: 'EdDSA', typ })}.${part(payload)}.AAAA`);
};

const order = async (files: Readonly<Record<string, Buffer>>): Promise<readonly string[]> => {
  const read = await Promise.all(Object.entries(files).map(([name, content]) => asIncomingFile(name, content)));
  return inTurn(read).map(({ name }) => name);
};

describe('the order of several files', () => {
  it('is cards, licenses by serial, acknowledgements by number, then the rest', async () => {
    const files = {
      unknown: Buffer.from('hello'),
      ack2: jws('ack+jwt', { epoch: 1, seq: 2, iat: 5 }),
      return: Buffer.from(JSON.stringify({ typ: 'device-return' })),
      license8: jws('license+jwt', { serial: 8, iat: 1 }),
      ack1: jws('ack+jwt', { epoch: 1, seq: 1, iat: 9 }),
      license7: jws('license+jwt', { serial: 7, iat: 2 }),
      newerCard: jws('vendor-card+jwt', { iat: 20 }),
      card: jws('vendor-card+jwt', { iat: 10 }),
    };
    expect(await order(files)).toEqual([
      ...['card', 'newerCard', 'license7', 'license8', 'ack1', 'ack2', 'return', 'unknown'],
    ]);
  });

  it('takes acknowledgements of an earlier epoch first', async () => {
    const files = {
      second: jws('ack+jwt', { epoch: 2, seq: 1, iat: 1 }),
      first: jws('ack+jwt', { epoch: 1, seq: 9, iat: 9 }),
    };
    expect(await order(files)).toEqual(['first', 'second']);
  });

  it('leaves equal ones as they were named', async () => {
    const license = (iss: string) => jws('license+jwt', { iss, serial: 1, iat: 1 });
    expect(await order({ b: license('b'), a: license('a') })).toEqual(['b', 'a']);
  });

  it('is found for a payload that is none', async () => {
    expect(await order({ broken: Buffer.from(`${jws('license+jwt', {}).toString().split('.')[0]}.!!.AAAA`) })).toEqual([
      'broken',
    ]);
  });
});
