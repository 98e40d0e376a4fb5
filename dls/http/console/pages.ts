import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../problem.ts';
import { pagePolicy } from './security-headers.ts';

/** The console's pages as they were built; they may be built anew, or for the first time, while a server runs. */
export type Pages = {
  readonly folder: string;
  /** What a request waits for before it looks into the folder. */
  readonly ready?: Promise<unknown>;
};

/** Where the pages stand in a checkout. */
export const checkoutPages = resolve(import.meta.dirname, '../../../renderer/dist');

/** Stands in the built page where the nonce of each answer goes. */
const noncePlace = '__STYLE_NONCE__';

/**
 * Serves the console beside its API: files under `/assets/` have their content in their name and are kept for good, any
 * other address that a browser asks for as a page is the one page there is, which finds its way by itself.
 */
export function registerPages(server: FastifyInstance, pages: Pages): void {
  const load = createFileCache(pages);
  server.get<{ readonly Params: { readonly '*': string } }>('/assets/*', async (request, reply) => {
    const file = await load(`assets/${request.params['*']}`);
    if (file === null) throw new Refusal('not_found');
    return sendFile(request, reply.header('cache-control', 'public, max-age=31536000, immutable'), file);
  });
  for (const name of ['icon.svg', 'favicon.ico']) {
    server.get(`/${name}`, async (request, reply) => {
      const file = await load('icon.svg');
      if (file === null) throw new Refusal('not_found');
      return sendFile(request, reply.header('cache-control', 'public, max-age=86400'), file);
    });
  }
  for (const address of ['/', ...pageAddresses]) {
    server.get(address, async (_request, reply) => {
      const file = await load('index.html');
      if (file === null) return reply.code(503).type('text/plain; charset=utf-8').send(missing);
      return sendPage(reply, file.bytes.toString('utf8'));
    });
  }
  // Whoever mistyped a page is told so by the console, which has the ways to the others; programs get their problem.
  server.get('/:page', async (request, reply) => {
    const wantsPage = String(request.headers.accept ?? '').includes('text/html');
    const file = wantsPage ? await load('index.html') : null;
    if (file === null) throw new Refusal('not_found');
    return sendPage(reply.code(404), file.bytes.toString('utf8'));
  });
}

/** First words of the addresses of pages; what stands behind them is the page's own. */
const pageNames = [
  'setup',
  'licenses',
  'handshakes',
  'devices',
  'usage',
  'denials',
  'gap',
  'alerts',
  'ledger',
  'backups',
  'settings',
];
const pageAddresses = pageNames.flatMap((name) => [`/${name}`, `/${name}/*`]);

const missing = 'The pages of the console are not installed. Build them with "npm run build:console".\n';

/** A page may set styles that it makes itself under a nonce that no other answer has. */
function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64url');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', pagePolicy(nonce))
    .send(html.replaceAll(noncePlace, nonce));
}

type CachedFile = {
  readonly type: string;
  readonly bytes: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
};

function sendFile(request: FastifyRequest, reply: FastifyReply, { type, bytes, br, gzip }: CachedFile): FastifyReply {
  const takes = String(request.headers['accept-encoding'] ?? '');
  reply.type(type).header('vary', 'accept-encoding');
  if (br !== null && /\bbr\b/.test(takes)) return reply.header('content-encoding', 'br').send(br);
  if (gzip !== null && /\bgzip\b/.test(takes)) return reply.header('content-encoding', 'gzip').send(gzip);
  return reply.send(bytes);
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

type Files = ReadonlyMap<string, CachedFile>;

/**
 * Holds the files of the folder, and those of the build before it, which pages that were loaded from it still ask for.
 * Only names that the folder lists are known, so that no address leads out of it.
 */
function createFileCache({ folder, ready }: Pages): (name: string) => Promise<CachedFile | null> {
  let made: string | null = null;
  let files: Files = new Map();
  let before: Files = new Map();
  return async (name) => {
    await ready;
    const stamp = readOrNull(join(folder, buildStamp))?.toString('utf8') ?? null;
    // Without a stamp another build is being put in place.
    if (stamp !== null && stamp !== made) {
      before = files;
      files = readAll(folder);
      made = stamp;
    }
    return files.get(name) ?? before.get(name) ?? null;
  };
}

/** Says from what the folder was built; it comes last. */
const buildStamp = 'made-from';

function readAll(folder: string): Files {
  const names = readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
  return new Map(
    names.flatMap((name) => {
      const type = types[extname(name)];
      const read = (ending: string): Buffer | null => readOrNull(join(folder, name + ending));
      const bytes = type === undefined ? null : read('');
      return type === undefined || bytes === null
        ? []
        : [[name, { type, bytes, br: read('.br'), gzip: read('.gz') }] as const];
    }),
  );
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
