import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES, type Code, isDenialCode } from '../../../protocol/codes.ts';
import { ON_DENIAL, showDenials } from '../../../sdk/examples/each-denial.ts';
import type { DenialCode } from '../../../sdk/index.ts';
import { openAt } from '../support/open.ts';
import { deviceUuid, startSite, type TestSite } from '../support/site.ts';

const denials = Object.entries(ON_DENIAL) as [DenialCode, (typeof ON_DENIAL)[DenialCode]][];
const deny = (site: TestSite, code: string): void =>
  site.on('/v1/leases', ({ body }) => site.denial(deviceUuid(String(body.device)), code));

describe('the example for each denial', () => {
  it.each(denials)('shows what %s means, whose turn it is and what the app does', async (code, { turn, app }) => {
    await using site = await startSite();
    const { license } = await openAt(site);
    const shown: string[] = [];
    const off = showDenials(license, (text) => shown.push(text));
    expect(shown).toEqual([]);
    deny(site, code);
    await license.acquire();
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain(CODES[code].meaning);
    expect(shown[0]).toContain(CODES[code].next);
    expect(shown[0]?.endsWith(`(${turn}) ${app}`)).toBe(true);
    off();
    await license.close();
  });

  it('knows every denial of the registry and no other code', () => {
    const all = (Object.keys(CODES) as Code[]).filter(isDenialCode).sort();
    expect(denials.map(([code]) => code).sort()).toEqual(all);
  });

  it('says what the README says', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../../sdk/README.md'), 'utf8').replaceAll(/ +/g, ' ');
    const rows = denials.map(([code, { turn, app }]) => `| \`${code}\` | ${turn} | ${app} |`);
    expect(rows.filter((row) => !text.includes(`${row}\n`))).toEqual([]);
    expect([...text.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code)).toEqual(denials.map(([code]) => code));
  });
});
