/** The codes under which the site's keys, certificates, passwords and backups refuse something. */
export type IdentityCode =
  | 'not_found'
  | 'login_failed'
  | 'request_malformed'
  | 'request_conflict'
  | 'file_unknown'
  | 'signature_invalid'
  | 'overloaded'
  | 'internal_error';

/** A key, certificate, password or backup could not be used; the message is a sentence with the next step. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly code: IdentityCode;

  constructor(code: IdentityCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The refusal of an identity file that is not what Causeway wrote. */
export function damaged(cause?: unknown): IdentityError {
  return new IdentityError(
    'internal_error',
    'The identity file of this site (identity.json) is damaged. Put back the copy from a backup with "causeway restore"; do not make a new identity, the licenses are bound to this one.',
    { cause },
  );
}
