import type { Code, History } from '../rules/facts.ts';
import { DAY } from '../rules/facts.ts';
import { allItems } from '../rules/terms.ts';
import type { CodeChange } from './action.ts';
import { addresses, apps } from './catalogue.ts';
import type { CodeStep } from './step.ts';

const nothing = { domains: [], applications: [], processes: [] };

/** What the administrator changes about a code. `value` chooses among a few changes of that kind. */
export function nextCodeChange(
  history: History,
  code: Code,
  { what, value, devices }: { readonly what: CodeStep; readonly value: number; readonly devices: readonly string[] },
): CodeChange {
  const { items, passwords } = code;
  const known = allItems(history.facts).filter(
    ({ vendor, organization }) => vendor === code.vendor && organization === code.organization,
  );
  const device = devices[value % devices.length]!;
  switch (what) {
    case 'attach': {
      const id = known[value % Math.max(1, known.length)]?.id;
      return { items: id === undefined ? items : [...new Set([...items, id])] };
    }
    case 'detach':
      return { items: items.filter((_, place) => place !== value) };
    case 'order':
      return { items: [...items.slice(value % 3), ...items.slice(0, value % 3)], isOrdered: true };
    case 'no order':
      return { isOrdered: false };
    case 'validate':
      return [
        nothing,
        nothing,
        { ...nothing, domains: ['acme.example'], applications: ['com.acme.*'] },
        { ...nothing, domains: ['*.example'], processes: ['SCAN'] },
        { ...nothing, applications: ['*SCAN'] },
      ][value % 5]!;
    case 'password':
      return { passwords: passwordsAfter(passwords, value, history.now) };
    case 'access':
      return [
        { allow: [], deny: [] },
        { allow: [], deny: [] },
        { allow: [], deny: [device] },
        { allow: [], deny: ['desk-*', '10.1.0.0/16'] },
        { allow: ['10.0.0.0/8'], deny: ['desk-1'] },
        { allow: [device, addresses[0]!], deny: [] },
        { allow: ['DESK-2', addresses[1]!], deny: [] },
        { allow: devices, deny: [device] },
      ][value % 8]!;
  }
}

/** Another password at once, and the one before for a day more. */
export function nextPassword({ passwords }: Code, now: number): CodeChange {
  const current = passwords.find(({ until }) => until === null);
  const text = current?.text === 'password-one' ? 'password-two' : 'password-one';
  return { passwords: [...(current ? [{ text: current.text, until: now + DAY }] : []), { text, until: null }] };
}

/** No password, another one at once, or another one while the one before lives on for a day. */
function passwordsAfter(before: Code['passwords'], value: number, now: number): Code['passwords'] {
  if (value < 3) return [];
  const text = `password-${apps.length + value}`;
  const current = before.find(({ until }) => until === null);
  const old = current && value % 2 === 0 ? [{ text: current.text, until: now + DAY }] : [];
  return [...old, { text, until: null }];
}
