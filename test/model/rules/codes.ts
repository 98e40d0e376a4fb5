import type { Code, FileTrial, History, Request } from './facts.ts';
import { matchesAddress, matchesDomain, matchesName } from './patterns.ts';
import { grantsTo } from './seats.ts';
import { findTrial } from './terms.ts';

export type Resolution = { readonly code: Code } | { readonly trial: FileTrial } | { readonly denial: string };

/** The table of rules.md section 2. */
export function resolve(history: History, request: Request): Resolution {
  const codes = history.codes.filter((code) => code.vendor === request.vendor);
  if (request.handshake !== undefined) {
    const code = codes.find((other) => other.code === request.handshake);
    if (!code) return { denial: 'handshake_unknown' };
    const foreign = request.organization !== undefined && request.organization !== code.organization;
    return foreign ? { denial: 'handshake_foreign' } : { code };
  }
  if (request.organization !== undefined) {
    const code = codes.find((other) => other.organization === request.organization && other.isDefault);
    return code ? { code } : { denial: 'organization_unknown' };
  }
  const trial = findTrial(history.facts, request.vendor, request.product);
  return trial ? { trial } : { denial: 'handshake_missing' };
}

/** The administrator blocked the device, or the rules of the code keep it out; deny wins. */
export function isBlocked(history: History, code: Code | null, request: Request): boolean {
  if (history.blocked.includes(request.device)) return true;
  if (!code) return false;
  const names = [request.name, knownName(history, request.device)].filter((name) => name !== undefined);
  const isMeant = (entry: string) =>
    entry === request.device ||
    names.some((name) => matchesName(entry, name)) ||
    (/^[\d./]+$/.test(entry) && matchesAddress(entry, request.address));
  return code.deny.some(isMeant) || (code.allow.length > 0 && !code.allow.some(isMeant));
}

/** The friendly name under which the device last came. */
const knownName = ({ facts }: History, device: string): string | undefined =>
  grantsTo(facts, device).findLast(({ grant }) => grant.name !== undefined)?.grant.name;

export function isPasswordRight(code: Code, request: Request, now: number): boolean {
  if (code.passwords.length === 0) return true;
  return code.passwords.some(({ text, until }) => text === request.password && (until === null || now < until));
}

export function isValidated(code: Code, request: Request): boolean {
  if (code.domains.length + code.applications.length + code.processes.length === 0) return true;
  const asking = [request.app, request.process].filter((text) => text !== undefined);
  return asking.some(
    (text) =>
      code.domains.some((entry) => matchesDomain(entry, text)) ||
      [...code.applications, ...code.processes].some((entry) => matchesName(entry, text)),
  );
}
