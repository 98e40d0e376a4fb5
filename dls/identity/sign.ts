import { type KeyObject, sign as signBytes } from 'node:crypto';

/** Signs tokens of this site as compact JWS (RFC 7515) with EdDSA (RFC 8037). */
export type Signer = {
  /** The first 8 characters of the key's thumbprint, as in the header. */
  readonly kid: string;
  /** Signs in the thread pool, so that the event loop goes on with other requests. The payload is taken as it is. */
  sign(typ: string, payload: string | Uint8Array): Promise<string>;
  /** Signs on the spot; for start-up and commands, not while devices are served. */
  signNow(typ: string, payload: string | Uint8Array): string;
};

/**
 * Makes the signer of one site key. Headers are encoded once per `typ`. `extra` are further header claims that stand
 * after `kid`, such as `iss` and `aud` of a sync bundle.
 */
export function createSigner(
  { kid, privateKey }: { readonly kid: string; readonly privateKey: KeyObject },
  extra: Readonly<Record<string, string>> = {},
): Signer {
  const heads = new Map<string, string>();
  const headOf = (typ: string): string => {
    const known = heads.get(typ);
    if (known !== undefined) return known;
    const head = `${base64url(JSON.stringify({ alg: 'EdDSA', typ, kid, ...extra }))}.`;
    heads.set(typ, head);
    return head;
  };
  return {
    kid,
    sign(typ, payload) {
      const input = headOf(typ) + base64url(payload);
      return new Promise((resolve, reject) => {
        signBytes(null, Buffer.from(input, 'latin1'), privateKey, (error, signature) => {
          if (error === null) resolve(`${input}.${signature.toString('base64url')}`);
          else reject(error);
        });
      });
    },
    signNow(typ, payload) {
      const input = headOf(typ) + base64url(payload);
      return `${input}.${signBytes(null, Buffer.from(input, 'latin1'), privateKey).toString('base64url')}`;
    },
  };
}

function base64url(content: string | Uint8Array): string {
  return (typeof content === 'string' ? Buffer.from(content, 'utf8') : viewOf(content)).toString('base64url');
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
