import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Authority,
  installCertificate,
  openAuthority,
  removeInstalledCertificate,
  tlsOptionsOf,
} from '../../../dls/identity/authority.ts';
import { createTlsKey, spkiPin, validityOf } from '../../../dls/identity/certificate.ts';
import { issueAuthority, issueLeaf } from '../../../dls/identity/issue-certificate.ts';
import { DAY } from '../../../licensing/time.ts';

const site = '0b9f7f0e-6f0c-4a55-9d3b-8f6f3a1c2d4e';
const names = ['localhost', '127.0.0.1', '::1', 'plant-7', '10.1.2.3'];
/** The checks of real TLS clients look at the real clock, so that certificates are made around it. */
const today = Math.floor(Date.now() / 1000);
const input = { site, now: today, names };

let folder: string;
let file: string;
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'authority-'));
  file = join(folder, 'tls', 'tls.json');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

describe('a new site authority', () => {
  it('makes a server certificate that a browser which trusts it accepts under every name', async () => {
    const authority = await openAuthority(folder, input);
    expect(authority.change).toBe('created');
    const leaf = new X509Certificate(authority.served.cert);
    const ca = new X509Certificate(authority.caPem);
    expect(ca.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    for (const name of names) expect(isIP(name) === 0 ? leaf.checkHost(name) : leaf.checkIP(name)).toBe(name);
    expect(leaf.checkHost('plant-8')).toBeUndefined();
  });

  it('is accepted by openssl for a server, and by a Node client', async () => {
    const authority = await openAuthority(folder, input);
    const [ca, leaf] = [join(folder, 'ca.pem'), join(folder, 'leaf.pem')];
    writeFileSync(ca, authority.caPem);
    writeFileSync(leaf, authority.served.cert);
    const verdict = execFileSync('openssl', ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, leaf]);
    expect(verdict.toString()).toContain('OK');
    const socket = await dial(await serve(authority), { ca: authority.caPem, servername: 'localhost' });
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });

  it('holds a browser-accepted 397 days, the authority 30 years', async () => {
    const authority = await openAuthority(folder, input);
    const [leaf, ca] = [validityOf(authority.served.cert), validityOf(authority.caPem)];
    expect(leaf.until - leaf.from).toBe(397 * DAY);
    expect(ca.until - ca.from).toBe(30 * 365 * DAY);
    expect(leaf.from).toBe(today - DAY);
    expect(authority.expires).toBe(leaf.until);
  });

  it('keeps everything in one file of its owner', async () => {
    await openAuthority(folder, input);
    expect(readdirSync(join(folder, 'tls'))).toEqual(['tls.json']);
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, 'tls')).mode & 0o777).toBe(0o700);
    }
  });

  it('shows the pin of the very certificate that a connection presents', async () => {
    const authority = await openAuthority(folder, input);
    const socket = await dial(await serve(authority));
    const presented = socket.getPeerX509Certificate();
    expect(spkiPin(presented!.toString())).toBe(authority.pins[0]);
    socket.destroy();
  });

  it('computes the pin as openssl does', async () => {
    const authority = await openAuthority(folder, input);
    const der = execFileSync('openssl', ['x509', '-pubkey', '-noout'], { input: authority.served.cert });
    const spki = execFileSync('openssl', ['pkey', '-pubin', '-outform', 'DER'], { input: der });
    const digest = execFileSync('openssl', ['dgst', '-sha256', '-binary'], { input: spki });
    expect(authority.pins[0]).toBe(digest.toString('base64url'));
  });
});

describe('a listener', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s and resumes no session', async (version) => {
    const port = await serve(await openAuthority(folder, input));
    const options = { minVersion: version, maxVersion: version };
    const sessions: Buffer[] = [];
    const first = await dial(port, options);
    expect(first.getProtocol()).toBe(version);
    first.on('session', (session) => sessions.push(session));
    await exchange(first);
    const session = sessions.at(-1) ?? first.getSession();
    const second = await dial(port, { ...options, ...(session !== undefined && { session }) });
    expect(second.isSessionReused()).toBe(false);
    expect(second.getPeerX509Certificate()).toBeDefined();
    second.destroy();
  });

  it('refuses TLS 1.1', async () => {
    const port = await serve(await openAuthority(folder, input));
    await expect(
      dial(port, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    ).rejects.toThrow();
  });

  it('changes its certificate without losing its port', async () => {
    const before = await openAuthority(folder, input);
    const port = await serve(before);
    const later = await openAuthority(folder, { ...input, now: before.expires });
    servers[0]!.setSecureContext(tlsOptionsOf(later));
    const socket = await dial(port);
    expect(spkiPin(socket.getPeerX509Certificate()!.toString())).toBe(before.pins[1]);
    socket.destroy();
  });
});

describe('certificates that are there', () => {
  it('are used as they are', async () => {
    const first = await openAuthority(folder, input);
    const text = readFileSync(file, 'utf8');
    const second = await openAuthority(folder, { ...input, names: names.slice(1) });
    expect(second).toEqual({ ...first, change: null });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('follow each other 30 days before their end, with the key whose pin was published', async () => {
    const first = await openAuthority(folder, input);
    const due = first.expires - 30 * DAY;
    expect(await openAuthority(folder, { ...input, now: due - 1 })).toMatchObject({ change: null, pins: first.pins });
    const second = await openAuthority(folder, { ...input, now: due });
    expect(second.change).toBe('renewed');
    expect(second.pins[0]).toBe(first.pins[1]);
    expect(first.pins).not.toContain(second.pins[1]);
    expect(spkiPin(second.served.cert)).toBe(second.pins[0]);
    expect(second.expires).toBe(due - DAY + 397 * DAY);
    expect(second.caPem).toBe(first.caPem);
  });

  it('are issued anew for the same key when a name or address is added', async () => {
    const first = await openAuthority(folder, input);
    const second = await openAuthority(folder, { ...input, names: [...names, '192.168.7.9'] });
    expect(second.change).toBe('reissued');
    expect(second.pins).toEqual(first.pins);
    expect(second.served.key).toBe(first.served.key);
    expect(new X509Certificate(second.served.cert).checkIP('192.168.7.9')).toBe('192.168.7.9');
  });

  it('are issued anew for the same key when they were made while the clock was ahead', async () => {
    const ahead = await openAuthority(folder, { ...input, now: today + 3000 * DAY });
    const right = await openAuthority(folder, input);
    expect(right.change).toBe('reissued');
    expect(right.pins).toEqual(ahead.pins);
    expect(validityOf(right.served.cert).from).toBe(today - DAY);
    expect(validityOf(right.caPem).from).toBe(today - DAY);
    expect(spkiPin(right.caPem)).toBe(spkiPin(ahead.caPem));
  });

  it('outlive the authority, which is made anew for the same key before it ends', async () => {
    const first = await openAuthority(folder, input);
    const { until } = validityOf(first.caPem);
    const old = await openAuthority(folder, { ...input, now: until - 500 * DAY });
    expect(old.caPem).toBe(first.caPem);
    const second = await openAuthority(folder, { ...input, now: until - 400 * DAY });
    expect(second.caPem).not.toBe(first.caPem);
    expect(spkiPin(second.caPem)).toBe(spkiPin(first.caPem));
    expect(new X509Certificate(second.served.cert).verify(new X509Certificate(first.caPem).publicKey)).toBe(true);
    expect(validityOf(second.caPem).until).toBeGreaterThan(second.expires);
  });

  it('that are damaged are put aside and made anew', async () => {
    const first = await openAuthority(folder, input);
    const intact = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(intact.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, cut) => {
          const bytes = Buffer.from(intact);
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          rmSync(`${file}.damaged`, { force: true });
          writeFileSync(file, cut ? bytes.subarray(0, at) : bytes);
          const opened = await openAuthority(folder, input);
          expect(new X509Certificate(opened.served.cert).checkPrivateKey(createPrivateKey(opened.served.key))).toBe(
            true,
          );
          expect(new X509Certificate(opened.served.cert).verify(new X509Certificate(opened.caPem).publicKey)).toBe(
            true,
          );
          if (opened.change === 'created') expect(existsSync(`${file}.damaged`)).toBe(true);
          else expect(opened.pins).toHaveLength(first.pins.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a certificate of the administrator', () => {
  it('is presented and pinned, with the own one as the pin that may follow', async () => {
    const own = await openAuthority(folder, input);
    const given = await foreign();
    const installed = await installCertificate(folder, input, { cert: given.chain, key: given.key });
    expect(installed.installed).toBe(true);
    expect(installed.pins).toEqual([spkiPin(given.leaf), own.pins[0]]);
    const socket = await dial(await serve(installed), { ca: given.ca, servername: 'localhost' });
    expect(socket.authorized).toBe(true);
    expect(spkiPin(socket.getPeerX509Certificate()!.toString())).toBe(installed.pins[0]);
    socket.destroy();
    expect(await openAuthority(folder, input)).toEqual(installed);
  });

  it('may come with its chain in any order and with Windows line ends', async () => {
    const given = await foreign();
    const reversed = `${given.ca}${given.leaf}`.replaceAll('\n', '\r\n');
    const installed = await installCertificate(folder, input, { cert: reversed, key: given.key });
    expect(installed.pins[0]).toBe(spkiPin(given.leaf));
    const socket = await dial(await serve(installed));
    expect(spkiPin(socket.getPeerX509Certificate()!.toString())).toBe(spkiPin(given.leaf));
    socket.destroy();
  });

  it('gives way to the own one again', async () => {
    const own = await openAuthority(folder, input);
    const given = await foreign();
    await installCertificate(folder, input, { cert: given.chain, key: given.key });
    expect(await removeInstalledCertificate(folder, input)).toEqual({ ...own, change: null });
  });

  it('may have an RSA key of 2048 bits, and not of 1024', async () => {
    const rsa = (bits: number) => {
      const at = join(folder, `${bits}`);
      const args = ['req', '-x509', '-newkey', `rsa:${bits}`, '-nodes', '-subj', '/CN=plant-7', '-days', '9'];
      const plain = ['-addext', 'basicConstraints=critical,CA:FALSE', '-keyout', `${at}.key`, '-out', `${at}.crt`];
      execFileSync('openssl', [...args, ...plain], { stdio: 'ignore' });
      return { cert: readFileSync(`${at}.crt`, 'utf8'), key: readFileSync(`${at}.key`, 'utf8') };
    };
    const tomorrow = { ...input, now: today + DAY };
    expect((await installCertificate(folder, tomorrow, rsa(2048))).installed).toBe(true);
    await expect(installCertificate(folder, tomorrow, rsa(1024))).rejects.toMatchObject({
      message: expect.stringContaining('2048'),
    });
  });

  it('that cannot serve is refused in a sentence, and the own one stays', async () => {
    const given = await foreign();
    const encrypted = createPrivateKey(given.key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString();
    const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const late = { ...input, now: today + 500 * DAY };
    const early = { ...input, now: today - 2 * DAY };
    const cases = [
      [input, { cert: given.chain, key: createTlsKey() }, /belongs to this key/],
      [input, { cert: given.chain, key: ed25519 }, /belongs to this key/],
      [input, { cert: given.chain, key: encrypted }, /encrypted/],
      [input, { cert: given.chain, key: 'site.key' }, /not a private key/],
      [input, { cert: 'site.crt', key: given.key }, /not a certificate/],
      [input, { cert: given.leaf.replace(/\n[A-Za-z0-9+/]{10}/, '\nAAAAAAAAAA'), key: given.key }, /damaged/],
      [input, { cert: given.ca, key: given.caKey }, /of an authority/],
      [late, { cert: given.chain, key: given.key }, /expired/],
      [early, { cert: given.chain, key: given.key }, /does not hold yet/],
    ] as const;
    for (const [at, certificate, message] of cases) {
      await expect(installCertificate(folder, at, certificate)).rejects.toMatchObject({
        code: 'request_malformed',
        message: expect.stringMatching(message),
      });
    }
    expect((await openAuthority(folder, input)).installed).toBe(false);
  });
});

async function foreign(): Promise<Record<'ca' | 'caKey' | 'leaf' | 'key' | 'chain', string>> {
  const authority = await issueAuthority({ key: createTlsKey(), name: 'Plant authority', now: today });
  const { cert, key } = await issueLeaf({ key: createTlsKey(), name: 'plant-7', names, authority, now: today });
  return { ca: authority.cert, caKey: authority.key, leaf: cert, key, chain: cert + authority.cert };
}

/** Starts a real HTTPS server on a free port. */
async function serve(authority: Authority): Promise<number> {
  const server = createServer(tlsOptionsOf(authority), (_, response) => response.end('ok'));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function dial(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: options.ca !== undefined, ...options });
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** One request, so that tickets which a TLS 1.3 server may send have arrived. */
async function exchange(socket: TLSSocket): Promise<void> {
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  socket.resume();
  await new Promise((resolve) => socket.once('close', resolve));
}
