import type { HandshakeCode } from './configuration.ts';
import type { AcquireRequest } from './request.ts';
import { matchesDomain, matchesWildcard } from './wildcard.ts';

type App = Pick<AcquireRequest, 'app' | 'process'>;

/**
 * The validation fields of a handshake code (rules.md section 2): when any of the three lists has an entry, one entry
 * of any list must match the request's `app` or `process`.
 */
export function passesValidation(
  { domains, applications, processes }: Pick<HandshakeCode, 'domains' | 'applications' | 'processes'>,
  request: App,
): boolean {
  if (domains.length === 0 && applications.length === 0 && processes.length === 0) return true;
  return (
    matchesAny(domains, request, matchesDomain) || matchesApps(applications, request) || matchesApps(processes, request)
  );
}

/** Whether one pattern of an item's `apps` matches the request's `app` or `process`. */
export function matchesApps(patterns: readonly string[], request: App): boolean {
  return matchesAny(patterns, request, matchesWildcard);
}

function matchesAny(
  entries: readonly string[],
  { app, process }: App,
  matches: (entry: string, text: string) => boolean,
): boolean {
  return entries.some(
    (entry) => (app !== null && matches(entry, app)) || (process !== null && matches(entry, process)),
  );
}
