import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { isCode } from '../protocol/codes.ts';
import { CommandRefusal, refusalOf } from './refusal.ts';
import { serverGone } from './server-link.ts';
import type { SiteCall, SiteLink } from './site-link.ts';

/**
 * One call whose answer is JSON.
 * @throws CommandRefusal with the code that the site answered
 */
export async function askSite<Answer>(link: SiteLink, call: SiteCall): Promise<Answer> {
  const body = await askFile(link, call);
  return (body.length === 0 ? null : JSON.parse(body.toString('utf8'))) as Answer;
}

/** One call whose answer is a file. @throws CommandRefusal */
export async function askFile(link: SiteLink, call: SiteCall): Promise<Buffer> {
  const { status, body } = await link.call(call);
  const content = await collect(body);
  if (status < 400) return content;
  throw problemIn(status, content);
}

async function collect(body: Readable): Promise<Buffer> {
  try {
    return await buffer(body);
  } catch (error) {
    throw serverGone(error);
  }
}

function problemIn(status: number, body: Buffer): CommandRefusal {
  const { code, detail, field } = readProblem(body);
  if (code !== undefined && isCode(code)) return refusalOf(code, { detail, field });
  return new CommandRefusal('internal_error', { sentence: `The server answered with status ${status} and no reason.` });
}

type Problem = { readonly code?: string; readonly detail?: string; readonly field?: string };

function readProblem(body: Buffer): Problem {
  try {
    return JSON.parse(body.toString('utf8')) as Problem;
  } catch {
    return {};
  }
}
