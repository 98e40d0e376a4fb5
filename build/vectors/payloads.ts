import { nextSite, sealing, signed, site, vendor } from './keys.ts';

export const VENDOR = 'acme-vision';
export const SITE = '6f1c9c3e-2a54-4e0b-9d53-0c7f3a1b2c4d';
export const AT = 1_780_000_000;
export const END = 1_811_536_000;

export const card = {
  iss: VENDOR,
  name: 'ACME Vision',
  iat: AT,
  jwks: { keys: [vendor.jwk, sealing.jwk] },
  contact: 'licenses@acme.example',
};

export const activationRequest = {
  iss: SITE,
  iat: AT,
  jti: 'ar-1',
  jwks: { keys: [site.jwk] },
  machines: [{ kind: 'linux-machine-id', hash: '0123456789abcdef0123456789abcdef' }],
  app: 'causeway/1.2.3',
  protocol: [1],
};

export const activationRequestAfterKeyChange = {
  ...activationRequest,
  jti: 'ar-2',
  jwks: { keys: [nextSite.jwk] },
  prev: signed('activation-prev+jws', nextSite.thumbprint, site),
};

export const delegation = {
  iss: VENDOR,
  sub: SITE,
  iat: AT,
  exp: END + 7 * 86_400,
  cnf: { jwk: site.jwk },
  org: ['200001'],
  grants: [{ product: 'barcode-reader', features: ['1d', 'qr'], until: END + 7 * 86_400 }],
};

/** The item of protocol.md section 3, every field of it. */
export const item = {
  id: 'it-1',
  product: 'barcode-reader',
  name: 'Barcode Reader, QR and 1D',
  metric: 'device',
  quota: 50,
  features: ['1d', 'qr'],
  start: AT,
  end: END,
  extends: 'it-0',
  unit: 'scan',
  versions: { from: '10.0', to: '10.99' },
  platforms: ['windows', 'linux'],
  apps: ['com.acme.*'],
  domain: 'acme.example',
  machines: ['0123456789abcdef0123456789abcdef'],
  trial: false,
  offlineDays: 30,
  offlineSeats: 10,
  activeWindow: 7_776_000,
  leaseSeconds: 180,
  graceSeconds: 259_200,
  syncDays: 120,
  maxPerSlot: 100_000,
  overagePercent: 10,
  overageSlots: 50_000,
  graceDays: 7,
  reclaimsPerYear: 5,
};

export const smallItem = {
  id: 'it-2',
  product: 'barcode-reader',
  metric: 'concurrent-device',
  quota: 10,
  features: ['qr'],
  start: AT,
  end: END,
};

export const license = {
  iss: VENDOR,
  sub: '200001',
  aud: SITE,
  jti: 'LIC-100028117',
  iat: AT,
  serial: 7,
  licensee: 'Harbor Plant',
  alias: 'Line 4',
  cnf: { jkt: site.thumbprint },
  card: signed('vendor-card+jwt', card, vendor),
  delegations: [signed('delegation+jwt', delegation, vendor)],
  machines: [{ kind: 'linux-machine-id', hash: '0123456789abcdef0123456789abcdef' }],
  needs: [],
  items: [item, smallItem],
  trials: [{ id: 'tr-1', product: 'barcode-reader', days: 7, quota: 20, features: ['qr'] }],
  revoked: ['it-0'],
  locked: [],
  lockSite: false,
};

export const lease = {
  iss: VENDOR,
  sub: '0bc33fb5-b5a3-8cdf-9c39-b81d8a6ff0bb',
  jti: 'ZmFyZXdlbGxibHVl',
  iat: AT,
  exp: AT + 180,
  seq: '123456.Xy3k9a',
  items: [{ id: 'it-1', product: 'barcode-reader', features: ['qr', '1d'], until: END, state: 'overage', count: 4 }],
  renew: 60,
  grace: 7200,
};

export const offlineLease = {
  iss: VENDOR,
  sub: lease.sub,
  jti: 'b2ZmbGluZWxlYXNl',
  iat: AT,
  exp: AT + 30 * 86_400,
  seq: '123456.Xy3k9a',
  items: [{ id: 'it-1', product: 'barcode-reader', features: ['qr'], until: END }],
  off: true,
  req: 'a0a61b7e-6a43-4f10-8c1c-5d1f2e3a4b5c',
  mid: '01234567',
};

export const denial = { iss: VENDOR, sub: lease.sub, product: 'barcode-reader', code: 'quota_exhausted', iat: AT };

export const statement = {
  iss: SITE,
  iat: AT,
  exp: AT + 86_400,
  servers: ['https://licenses.harbor.example:4870', 'https://10.1.2.3:4870'],
  tls: [site.thumbprint, nextSite.thumbprint],
};

export const acknowledgement = {
  iss: VENDOR,
  aud: SITE,
  iat: AT + 86_400,
  jti: 'ack-1',
  epoch: 1,
  seq: 3,
  digest: nextSite.thumbprint,
  time: AT + 86_400,
  licenses: [signed('license+jwt', { serial: 8 }, vendor)],
  locked: ['it-2'],
  unlocked: [],
  revoked: [],
  lockSite: false,
};

export const acknowledgementOfNothing = { iss: VENDOR, aud: SITE, iat: AT, jti: 'ack-0', epoch: 1, seq: 0 };

export const forkAcknowledgement = {
  ...acknowledgementOfNothing,
  jti: 'ack-2',
  seq: 4,
  digest: site.thumbprint,
  fork: { seq: 4, digest: nextSite.thumbprint, height: 1_234 },
};
