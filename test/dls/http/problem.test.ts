import { describe, expect, it } from 'vitest';
import { problemBody, problemOf, Refusal } from '../../../dls/http/problem.ts';
import { IdentityError } from '../../../dls/identity/identity-error.ts';
import { asStorageError } from '../../../dls/storage-error.ts';
import { StoreError } from '../../../dls/store/store-error.ts';
import { CODES } from '../../../protocol/codes.ts';
import { ProtocolError } from '../../../protocol/error.ts';

describe('a problem', () => {
  it('says the next step where nothing is known beyond its code', () => {
    const { meaning, next } = CODES.signature_invalid;
    const known = problemOf(new ProtocolError('signature_invalid', { field: 'card' }));
    expect(problemBody('signature_invalid', { ...known?.facts, requestId: 'r' })).toEqual({
      type: 'urn:causeway:problem:signature_invalid',
      title: meaning,
      status: 409,
      code: 'signature_invalid',
      detail: next,
      field: 'card',
      requestId: 'r',
    });
  });

  it('keeps the sentence of an error that says more than its code', () => {
    const detail = 'The file is larger than 64 MiB.';
    expect(problemOf(new ProtocolError('too_large', { detail }))?.facts.detail).toBe(detail);
    expect(problemOf(new Refusal('not_found', { detail }))?.facts.detail).toBe(detail);
  });

  it.each([
    ['a store that has too much to do', new StoreError('overloaded', ''), 2],
    ['a store that closes', new StoreError('shutting_down', ''), 2],
    ['a full disk', new StoreError('storage_full', ''), 30],
    ['too many passwords at once', new IdentityError('overloaded', ''), 2],
    ['a fault', new StoreError('internal_error', ''), undefined],
    ['a wrong recovery code', new IdentityError('login_failed', ''), undefined],
    ['a full stick', asStorageError(Object.assign(new Error(), { code: 'ENOSPC', syscall: 'write' }), '/x'), undefined],
  ])('of %s says whether and when to ask again', (_what, error, seconds) => {
    expect(problemOf(error)?.facts.retryAfter).toBe(seconds);
  });

  it('is none for an error that has no code', () => {
    expect(problemOf(new Error('broken'))).toBeNull();
    expect(problemOf(null)).toBeNull();
  });
});
