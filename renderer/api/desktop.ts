import { isCode } from '../../protocol/codes.ts';
import type { Desktop, DesktopEvents, Outcome } from './desktop.gen.d.ts';
import { ApiProblem } from './problem.ts';

export type { Desktop, DesktopEvents };

/** A removable drive that is present. */
export type Drive = DesktopEvents['drives'][number];

/** A file as it crosses between the app and its page. */
export type CarriedFile = DesktopEvents['files']['files'][number];

/** The desktop app around this page; null in a browser. */
export const desktop: Desktop | null = window.desktop ?? null;

/** What a call of the desktop app answers. @throws ApiProblem when it was refused */
export async function answerOfDesktop<Value>(call: Promise<Outcome<Value>>): Promise<Value> {
  const outcome = await call;
  if (outcome.ok) return outcome.value;
  throw new ApiProblem(isCode(outcome.code) ? outcome.code : 'internal_error', { detail: outcome.detail });
}

/** A carried file as files are dropped or chosen. */
export function toFile({ name, content }: CarriedFile): File {
  return new File([new Uint8Array(content)], name);
}
