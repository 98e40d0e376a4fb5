import type { Code, FileItem, History, Request } from '../rules/facts.ts';
import { allItems, endOfGrace, findItem, type Item, termAt } from '../rules/terms.ts';
import { addresses, apps, defined, machines, vendors } from './catalogue.ts';
import type { Step, Wrong } from './step.ts';

/** What a device asks: mostly what an item wants to hear, with up to three things wrong. */
export function nextRequest(history: History, device: string, step: Step & { kind: 'acquire' }): Request {
  const known = allItems(history.facts);
  const running = known.filter((item) => history.now < endOfGrace(termAt(item, history.now)));
  const items = running.length > 0 && step.item < 11 ? running : known;
  const item = items[step.item % items.length]!;
  const term = termAt(item, history.now);
  const codes = history.codes.filter((code) => code.vendor === item.vendor && code.items.includes(item.id));
  const code = codes[step.device % Math.max(1, codes.length)];
  const features = [[], [term.features[0]!], term.features, []][step.feature]!;
  const right: Loose = {
    device,
    vendor: item.vendor,
    product: term.product,
    address: addresses[0]!,
    ...(code && askedThrough(code, step.by, history.now)),
    version: '10.2.1',
    platform: 'linux',
    ...(term.metric === 'server' && { deployment: 'server' }),
    app: term.metric === 'domain' ? apps[1] : apps[step.app],
    process: step.app === 2 ? 'scan' : undefined,
    machine: needsMachine(term) ? machines[step.device % machines.length] : undefined,
    name: step.isNamed ? `desk-${step.device}` : undefined,
    features,
    instances: step.instances,
    offlineDays: step.isOffline ? step.instances * 2 : undefined,
  };
  const asked = Object.assign({ ...right }, ...step.wrongs.map((wrong) => wrongly(history, item, step)[wrong]));
  return defined(asked) as Request;
}

type Loose = { readonly [K in keyof Request]: Request[K] | undefined };

const needsMachine = ({ metric, machines: bound }: FileItem): boolean => metric === 'server' || bound !== undefined;

function askedThrough(code: Code, by: 'handshake' | 'organization' | 'both', now: number): Partial<Loose> {
  const isByDefault = by === 'organization' && code.isDefault;
  const password = code.passwords.findLast(({ until }) => until === null || now < until)?.text;
  return {
    organization: by === 'both' || isByDefault ? code.organization : undefined,
    handshake: isByDefault ? undefined : code.code,
    password,
  };
}

function wrongly(
  { facts }: History,
  { vendor, organization }: Item,
  step: Step & { kind: 'acquire' },
): Readonly<Record<Wrong, Partial<Loose>>> {
  const isOdd = step.item % 2 === 1;
  const other = vendors.find((name) => name !== vendor && findItem(facts, name, 'it-0')) ?? 'nobody';
  return {
    product: { product: isOdd ? 'writer' : 'reader' },
    platform: { platform: isOdd ? 'macos' : undefined },
    version: { version: isOdd ? '11.0' : undefined },
    'old version': { version: isOdd ? '9.9.9' : '10' },
    'last version': { version: isOdd ? '10.99.3' : '10.4.7' },
    feature: { features: isOdd ? ['ocr'] : ['qr', 'ocr'] },
    app: { app: isOdd ? 'example.acme' : undefined },
    process: { process: isOdd ? 'com.acme.scan' : 'other' },
    machine: { machine: machines[(step.device + 1) % machines.length] },
    'no machine': { machine: undefined },
    deployment: { deployment: isOdd ? 'desktop' : 'server' },
    handshake: { handshake: `${organization}-nowhere` },
    organization: { organization: isOdd ? 'nobody' : organization, handshake: undefined },
    foreign: { organization: organization === '100' ? '200' : '100' },
    trial: { organization: undefined, handshake: undefined, product: 'reader' },
    password: { password: isOdd ? 'wrong-password' : undefined },
    vendor: { vendor: isOdd ? 'nobody' : other },
    address: { address: addresses[1] },
  };
}
