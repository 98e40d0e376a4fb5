import { describe, expect, it } from 'vitest';
import { resolveHandshake } from '../../licensing/resolve.ts';
import { code, item, request, trial, vendor } from './given.ts';

const standard = code({ organization: '200001', code: '200001-default' });
const line = code({ organization: '200001', code: '200001-line', isDefault: false });
const other = code({ organization: '300001', code: '300001-default' });
const acme = vendor({ items: [item()], codes: [standard, line, other] });
const resolve = (org: string | null, handshake: string | null, of: typeof acme | null = acme) =>
  resolveHandshake(of, request({ org, handshake }));
const denied = (denial: string) => ({ outcome: 'denied', code: denial, item: null });

describe('resolveHandshake', () => {
  it('takes the default code of an organization when no code is given', () => {
    expect(resolve('200001', null)).toEqual({ outcome: 'code', code: standard });
    expect(resolve('200001', '')).toEqual({ outcome: 'code', code: standard });
    expect(resolve('300001', null)).toEqual({ outcome: 'code', code: other });
  });

  it('denies an unknown organization', () => {
    expect(resolve('999', null)).toEqual(denied('organization_unknown'));
  });

  it('takes the code given when it belongs to the organization given', () => {
    expect(resolve('200001', '200001-line')).toEqual({ outcome: 'code', code: line });
  });

  it('denies an unknown code, with and without an organization', () => {
    expect(resolve('200001', '200001-nope')).toEqual(denied('handshake_unknown'));
    expect(resolve('999', '200001-nope')).toEqual(denied('handshake_unknown'));
    expect(resolve(null, '200001-nope')).toEqual(denied('handshake_unknown'));
  });

  it('denies a code of another organization', () => {
    expect(resolve('300001', '200001-line')).toEqual(denied('handshake_foreign'));
    expect(resolve('999', '200001-line')).toEqual(denied('handshake_foreign'));
  });

  it('takes the code given alone', () => {
    expect(resolve(null, '200001-line')).toEqual({ outcome: 'code', code: line });
    expect(resolve('', '200001-line')).toEqual({ outcome: 'code', code: line });
  });

  it('finds the public trial of the product when neither is given', () => {
    const offered = trial();
    const withTrial = vendor({ trials: [trial({ id: 'tr-0', product: 'other' }), offered] });
    expect(resolveHandshake(withTrial, request({ org: null }))).toEqual({ outcome: 'trial', trial: offered });
  });

  it('prefers the trial that has the features asked for, else takes the first', () => {
    const [first, second] = [trial({ id: 'a', features: ['1d'] }), trial({ id: 'b', features: ['qr'] })];
    const withTrials = vendor({ trials: [first, second] });
    const ask = (features: string[]) => resolveHandshake(withTrials, request({ org: null, features }));
    expect(ask(['qr'])).toEqual({ outcome: 'trial', trial: second });
    expect(ask(['1d', 'qr'])).toEqual({ outcome: 'trial', trial: first });
    const both = trial({ id: 'c', features: ['1d', 'qr'] });
    const more = resolveHandshake(vendor({ trials: [first, both] }), request({ org: null, features: ['1d', 'qr'] }));
    expect(more).toEqual({ outcome: 'trial', trial: both });
  });

  it('denies a request without organization and code when no trial of the product is installed', () => {
    expect(resolve(null, null)).toEqual(denied('handshake_missing'));
    expect(resolve('', '')).toEqual(denied('handshake_missing'));
  });

  it('judges an unknown vendor like one without organizations', () => {
    expect(resolve('200001', null, null)).toEqual(denied('organization_unknown'));
    expect(resolve('200001', '200001-default', null)).toEqual(denied('handshake_unknown'));
    expect(resolve(null, '200001-default', null)).toEqual(denied('handshake_unknown'));
    expect(resolve(null, null, null)).toEqual(denied('handshake_missing'));
  });
});
