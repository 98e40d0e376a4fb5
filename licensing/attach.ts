import { codeName } from './code-name.ts';
import type { HandshakeCode, VendorConfiguration } from './configuration.ts';
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
    for (const name of codesOf({ item, vendor, choice, named, byDefault })) {
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

type ItemChoice = {
  readonly item: ItemClaims;
  readonly vendor: VendorConfiguration | null;
  readonly choice: AttachChoice | null;
  readonly named: readonly string[];
  readonly byDefault: string;
};

function codesOf({ item, vendor, choice, named, byDefault }: ItemChoice): readonly string[] {
  if (item.trial === true) return [byDefault];
  if (choice !== null) return named;
  // A known item stays where the administrator has it.
  if (vendor?.items.has(item.id)) return [];
  const extended = codesWith(vendor, item.extends);
  return extended.length > 0 ? extended.map(({ code }) => code) : [byDefault];
}

function codesWith(vendor: VendorConfiguration | null, id: string | undefined): readonly HandshakeCode[] {
  if (vendor === null || id === undefined) return [];
  return [...vendor.codes.values()].filter(({ items }) => items.includes(id));
}

function namedCodes(choice: Exclude<AttachChoice, 'none'>, byDefault: string): readonly string[] {
  return choice.default ? [...new Set([...choice.codes, byDefault])] : choice.codes;
}
