/** When it is a file's turn to be imported. Nothing of it is verified: this decides the order and nothing else. */
export type FileTurn = {
  readonly kind: 'vendor-card' | 'license' | 'acknowledgement' | 'device-return' | 'device-request' | null;
  /** Whose it says it is. */
  readonly vendor: string | null;
  /** Of the files of one kind the lower one goes first, number by number. */
  readonly rank: readonly number[];
  /** What the request of a device says of itself, also when it is refused. */
  readonly asks?: { readonly device: string; readonly product: string };
};

/** What travels inwards, each after what it may need: vendors before what they sign, licenses before devices. */
const turns: readonly FileTurn['kind'][] = [
  'vendor-card',
  'license',
  'acknowledgement',
  'device-return',
  'device-request',
];

/** Reads of a file what its turn needs (protocol.md section 2); what nobody knows comes last, and the server says why. */
export async function readTurn(file: Blob): Promise<FileTurn> {
  const text = textOf(new Uint8Array(await file.arrayBuffer()));
  // A QR code is packed; only devices that never connect show one.
  if (text.startsWith('CW1:')) return { kind: 'device-request', vendor: null, rank: [] };
  const claims = text.startsWith('{') ? parse(text) : claimsOfToken(text);
  const kind = kinds.get(claims.typ) ?? null;
  const vendor = claims.iss ?? claims.vendor;
  const turn = { kind, vendor: typeof vendor === 'string' ? vendor : null, rank: rankOf(kind, claims) };
  const { name, device, product } = claims;
  const who = typeof name === 'string' ? name : device;
  if (kind !== 'device-request' || typeof who !== 'string' || typeof product !== 'string') return turn;
  return { ...turn, asks: { device: who, product } };
}

export function compareTurns(a: FileTurn, b: FileTurn): number {
  return placeOf(a) - placeOf(b) || compareRanks(a.rank, b.rank);
}

type Claims = Readonly<Record<string, unknown>>;

const kinds: ReadonlyMap<unknown, FileTurn['kind']> = new Map<unknown, FileTurn['kind']>([
  ['vendor-card+jwt', 'vendor-card'],
  ['license+jwt', 'license'],
  ['ack+jwt', 'acknowledgement'],
  ['device-return', 'device-return'],
  ['device-request', 'device-request'],
]);

function textOf(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes).trim();
  return text.startsWith('{') ? text : text.replaceAll(/[\s\uFEFF>]/g, '');
}

function claimsOfToken(text: string): Claims {
  const [header = '', payload = ''] = text.split('.', 2);
  const { typ } = parse(decode(header));
  return kinds.has(typ) ? { ...parse(decode(payload)), typ } : {};
}

function decode(base64url: string): string {
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  } catch {
    return '';
  }
}

function parse(json: string): Claims {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Claims) : {};
  } catch {
    return {};
  }
}

/** Cards by the time they were made, licenses by serial, acknowledgements by the bundle they answer. */
function rankOf(kind: FileTurn['kind'], claims: Claims): readonly number[] {
  const number = (name: string): number => (typeof claims[name] === 'number' ? claims[name] : 0);
  if (kind === 'vendor-card') return [number('iat')];
  if (kind === 'license') return [number('serial'), number('iat')];
  return kind === 'acknowledgement' ? [number('epoch'), number('seq'), number('iat')] : [];
}

function placeOf({ kind }: FileTurn): number {
  return kind === null ? turns.length : turns.indexOf(kind);
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
