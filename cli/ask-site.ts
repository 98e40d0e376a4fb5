import { isCode } from '../protocol/codes.ts';
import { CommandRefusal, refusalOf } from './refusal.ts';
import type { SiteAnswer, SiteCall, SiteLink } from './site-link.ts';

/**
 * One call whose answer is JSON.
 * @throws CommandRefusal with the code that the site answered
 */
export async function askSite<Answer>(link: SiteLink, call: SiteCall): Promise<Answer> {
  const answer = must(await link.call(call));
  return (answer.body.length === 0 ? null : JSON.parse(answer.body.toString('utf8'))) as Answer;
}

/** One call whose answer is a file. @throws CommandRefusal */
export async function askFile(link: SiteLink, call: SiteCall): Promise<Buffer> {
  return must(await link.call(call)).body;
}

function must(answer: SiteAnswer): SiteAnswer {
  if (answer.status < 400) return answer;
  throw problemIn(answer);
}

function problemIn({ status, body }: SiteAnswer): CommandRefusal {
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
