import { codeName } from './code-name.ts';
import type { VendorConfiguration } from './configuration.ts';
import type { ItemClaims, LicenseClaims } from './license-claims.ts';

/** What the importer says about the codes of a file's items: none, or codes by name and perhaps the default code. */
export type AttachChoice = 'none' | { readonly codes: readonly string[]; readonly default: boolean };

/** Items to attach to a code, after those it has. */
export type Attachment = { readonly code: string; readonly items: readonly string[] };

/** What becomes of the items of a file. */
export type Attached =
  | {
      readonly outcome: 'attached';
      /** The default code that has to be made; null: the organization has one. */
      readonly createdCode: string | null;
      readonly attachments: readonly Attachment[];
    }
  | {
      readonly outcome: 'refused';
      readonly code: 'handshake_unknown' | 'handshake_foreign';
      readonly field: null;
    };

/**
 * Which codes the items of a license file join (rules.md section 2). An organization without a code gets
 * `<organizationId>-default`. Trial items join the default code always. The others join what the importer names; when he
 * says nothing, new items join the codes of the item named in `extends`, else the default code.
 */
export function attachItems(
  license: Pick<LicenseClaims, 'sub' | 'items'>,
  vendor: VendorConfiguration | null,
  choice: AttachChoice | null,
): Attached {
  const organization = license.sub;
  const existing = vendor?.organizations.get(organization)?.code;
  const byDefault = existing ?? codeName(organization, 'default');
  const named = choice === null || choice === 'none' ? [] : namedCodes(choice, byDefault);
  for (const name of named) {
    const code = vendor?.codes.get(name);
    if (code === undefined && name !== byDefault) return { outcome: 'refused', code: 'handshake_unknown', field: null };
    if (code !== undefined && code.organization !== organization) {
      return { outcome: 'refused', code: 'handshake_foreign', field: null };
    }
  }
  const joined = new Map<string, string[]>();
  for (const item of license.items) {
    for (const name of codesOf(item, { license, vendor, choice, named, byDefault })) {
      if (vendor?.codes.get(name)?.items.includes(item.id)) continue;
      joined.set(name, [...(joined.get(name) ?? []), item.id]);
    }
  }
  return {
    outcome: 'attached',
    createdCode: existing === undefined ? byDefault : null,
    attachments: [...joined].map(([code, items]) => ({ code, items })),
  };
}

type FileChoice = {
  readonly license: Pick<LicenseClaims, 'sub' | 'items'>;
  readonly vendor: VendorConfiguration | null;
  readonly choice: AttachChoice | null;
  readonly named: readonly string[];
  readonly byDefault: string;
};

function codesOf(item: ItemClaims, file: FileChoice): readonly string[] {
  const { vendor, choice, named, byDefault } = file;
  if (item.trial === true) return [byDefault];
  if (choice !== null) return named;
  // A known item stays where the administrator has it.
  if (vendor?.items.has(item.id)) return [];
  const extended = codesExtended(item, file, []);
  return extended.length > 0 ? extended : [byDefault];
}

/** The codes of the item that another one extends; it may come with the same file, and extend a further one itself. */
function codesExtended({ extends: id }: ItemClaims, file: FileChoice, before: readonly string[]): readonly string[] {
  const { license, vendor, byDefault } = file;
  if (id === undefined || before.includes(id)) return [];
  if (vendor?.items.has(id)) return codesWith(vendor, license.sub, id);
  const extended = license.items.find((other) => other.id === id);
  if (extended === undefined) return [];
  return extended.trial === true ? [byDefault] : codesExtended(extended, file, [...before, id]);
}

/** Only codes of the same organization: no licensee gets at what another one bought. */
function codesWith({ codes }: VendorConfiguration, organization: string, id: string): readonly string[] {
  const own = [...codes.values()].filter((code) => code.organization === organization && code.items.includes(id));
  return own.map(({ code }) => code);
}

function namedCodes(choice: Exclude<AttachChoice, 'none'>, byDefault: string): readonly string[] {
  return choice.default ? [...new Set([...choice.codes, byDefault])] : choice.codes;
}
