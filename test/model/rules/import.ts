import type { Code, FileItem, History, LicenseFile } from './facts.ts';
import { filesOf, findItem } from './terms.ts';

export type ImportOutcome = 'imported' | 'already imported' | 'license_superseded';

export function judgeImport({ facts }: History, file: LicenseFile): ImportOutcome {
  const files = filesOf(facts, file.vendor);
  if (files.some((other) => other.name === file.name)) return 'already imported';
  const serials = files.filter((other) => other.organization === file.organization).map((other) => other.serial);
  const isKnown = file.items.some((entry) => findItem(facts, file.vendor, entry.id) !== undefined);
  return serials.some((serial) => serial >= file.serial) && isKnown ? 'license_superseded' : 'imported';
}

/** The codes after an import; `chosen` is what the importer said, if anything. */
export function attachItems(history: History, file: LicenseFile, chosen?: readonly string[]): readonly Code[] {
  const { vendor, organization } = file;
  const isOwn = (code: Code) => code.vendor === vendor && code.organization === organization;
  const isFirst = !history.codes.some(isOwn);
  const codes = isFirst
    ? [...history.codes, emptyCode({ vendor, organization, code: `${organization}-default`, isDefault: true })]
    : history.codes;
  const standard = codes.find((code) => isOwn(code) && code.isDefault)!.code;

  /** The codes an item hangs on once this file is imported. */
  const codesOf = (entry: FileItem, extending: readonly FileItem[] = []): readonly string[] => {
    const before = codes.filter((code) => isOwn(code) && code.items.includes(entry.id)).map(({ code }) => code);
    if (isFirst || entry.trial) return [...before, standard];
    if (chosen) return [...before, ...chosen];
    if (findItem(history.facts, vendor, entry.id)) return before;
    const extended = file.items.find((other) => other.id === entry.extends);
    const joined = extended
      ? codesOf(extending.includes(extended) ? { ...extended, extends: '' } : extended, [...extending, entry])
      : codes.filter((code) => isOwn(code) && code.items.includes(entry.extends ?? '')).map(({ code }) => code);
    return joined.length > 0 ? joined : [standard];
  };

  return codes.map((code) => {
    if (!isOwn(code)) return code;
    const joining = file.items.filter((entry) => codesOf(entry).includes(code.code)).map(({ id }) => id);
    return { ...code, items: [...new Set([...code.items, ...joining])] };
  });
}

export const emptyCode = (named: Pick<Code, 'vendor' | 'organization' | 'code' | 'isDefault'>): Code => ({
  ...named,
  items: [],
  isOrdered: false,
  passwords: [],
  domains: [],
  applications: [],
  processes: [],
  allow: [],
  deny: [],
});
