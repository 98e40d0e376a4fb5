import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsoleServer } from '../../../../dls/http/console/console-server.ts';
import { makeSite, type TestSite } from '../../../support/site.ts';

let folder: string;
let site: TestSite;
let server: Awaited<ReturnType<typeof createConsoleServer>>;
const page = '<meta name="style-nonce" content="__STYLE_NONCE__" /><script src="/assets/index-1.js"></script>';

async function build(stamp: string, files: Readonly<Record<string, string>>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'assets'), { recursive: true });
  for (const [name, content] of Object.entries({ 'index.html': page, 'icon.svg': '<svg/>', ...files })) {
    await writeFile(join(folder, name), content);
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(content));
    await writeFile(join(folder, `${name}.gz`), gzipSync(content));
  }
  await writeFile(join(folder, 'made-from'), stamp);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causeway-pages-'));
  site = await makeSite();
  server = await createConsoleServer(site, { kind: 'browser', tls: null, pages: { folder } });
});

afterAll(async () => {
  await server.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  server.inject({ url, headers: { host: 'localhost:4871', ...headers } });

describe('the pages of the console', () => {
  it('that were never built say so in a sentence', async () => {
    const answer = await get('/');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('npm run build:console');
  });

  it('are one page under every address of theirs, which no browser keeps', async () => {
    await build('one', { 'assets/index-1.js': 'one()' });
    for (const address of ['/', '/setup', '/devices', '/devices/of/something', '/settings?tab=network']) {
      const answer = await get(address);
      expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-store',
      ]);
      expect(answer.body).toContain('/assets/index-1.js');
    }
    expect((await get('/nowhere')).json()).toMatchObject({ code: 'not_found' });
  });

  it('tell a browser of a page that is none, with the way to the others', async () => {
    const answer = await get('/nowhere', { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('/assets/index-1.js');
    expect((await get('/admin/v1/nowhere', { accept: 'text/html' })).json()).toMatchObject({ code: 'not_found' });
  });

  it('run no script but their own files, and set only styles under a nonce that is new each time', async () => {
    const [first, second] = [await get('/'), await get('/')];
    const policy = String(first.headers['content-security-policy']);
    const [, nonce = ''] = /style-src 'self' 'nonce-([\w-]{20,})'/.exec(policy) ?? [];
    expect(first.body).toContain(`content="${nonce}"`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(second.body).not.toContain(nonce);
  });

  it('have files that browsers keep for good, compressed as the browser takes them', async () => {
    const plain = await get('/assets/index-1.js');
    expect(plain.body).toBe('one()');
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'accept-encoding',
    });
    expect((await get('/assets/index-1.js', { 'accept-encoding': 'gzip, br' })).headers['content-encoding']).toBe('br');
    expect((await get('/assets/index-1.js', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
    expect((await get('/favicon.ico')).headers['content-type']).toBe('image/svg+xml');
  });

  it('give out nothing that is not in their folder', async () => {
    for (const address of [
      '/assets/../made-from',
      '/assets/..%2fmade-from',
      '/assets/%2e%2e/index.html',
      '/made-from',
    ]) {
      expect((await get(address)).statusCode).toBe(404);
    }
  });

  it('that are built anew are served at once, and those loaded before still find their files', async () => {
    expect((await get('/assets/index-1.js')).statusCode).toBe(200);
    await build('two', { 'assets/index-2.js': 'two()' });
    expect((await get('/assets/index-2.js')).body).toBe('two()');
    expect((await get('/assets/index-1.js')).body).toBe('one()');
    expect((await get('/assets/index-3.js')).statusCode).toBe(404);
  });

  it('are waited for while they are built', async () => {
    let finish = (): void => undefined;
    const ready = new Promise<void>((done) => {
      finish = done;
    });
    const starting = await createConsoleServer(site, { kind: 'browser', tls: null, pages: { folder, ready } });
    const asked = starting
      .inject({ url: '/assets/index-9.js', headers: { host: 'localhost' } })
      .then(({ statusCode }) => statusCode);
    await build('three', { 'assets/index-9.js': 'nine()' });
    finish();
    expect(await asked).toBe(200);
    await starting.close();
  });
});
