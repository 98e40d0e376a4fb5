import i18next from 'i18next';
import * as Type from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveryProblem } from '../../../dls/alerts/channels/delivery-problem.ts';
import { exportBundle } from '../../../dls/operations/export-bundle.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { addUser } from '../../../dls/operations/users.ts';
import { findLack, OUTER_CHANNELS } from '../../../dls/site/channel-settings.ts';
import { StorageError } from '../../../dls/storage-error.ts';
import { shapeReader, whole, words } from '../../../protocol/shape.ts';
import { sendFile } from '../../../renderer/api/files.ts';
import { details } from '../../../renderer/text/de/details.ts';
import { detailPatterns, sayDetail } from '../../../renderer/text/detail-text.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeAcknowledgement, makeLicense } from '../../support/vendor.ts';

let site: TestSite;

beforeEach(async () => {
  site = await makeSite();
  await i18next.init({
    lng: 'de',
    fallbackLng: 'en',
    resources: { en: { translation: {} }, de: { translation: { details } } },
    interpolation: { escapeValue: false },
  });
});

afterEach(() => site.close());

/** The sentence of whatever is thrown. */
async function detailOf(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    return (error as { readonly detail?: string }).detail ?? (error as Error).message;
  }
  throw new Error('nothing was refused');
}

const inGerman = async (act: () => unknown) => sayDetail(await detailOf(act));

describe('a sentence of the server, in German', () => {
  const schema = Type.Object({
    days: whole(3, 365),
    name: words(2, 8),
    role: Type.Enum(['viewer', 'admin']),
    places: Type.Array(Type.String({ pattern: '^/' }), { minItems: 1, maxItems: 2 }),
    on: Type.Boolean(),
  });
  const right = { days: 30, name: 'anna', role: 'viewer', places: ['/a'], on: true };
  const read = shapeReader(schema);

  it.each([
    [{ days: undefined }, 'Das Feld days fehlt.'],
    [{ days: 'x' }, 'days muss eine ganze Zahl sein.'],
    [{ days: 2 }, 'Das Feld days muss mindestens 3 sein.'],
    [{ days: 400 }, 'Das Feld days darf höchstens 365 sein.'],
    [{ name: 7 }, 'Das Feld name muss ein Text sein.'],
    [{ name: 'a' }, 'Das Feld name braucht mindestens 2 Zeichen.'],
    [{ name: 'a long name' }, 'Das Feld name darf höchstens 8 Zeichen haben.'],
    [{ role: 'king' }, 'Das Feld role hat keinen der vorgesehenen Werte.'],
    [{ places: [] }, 'Das Feld places braucht mindestens 1 Einträge.'],
    [{ places: ['/a', '/b', '/c'] }, 'Das Feld places darf höchstens 2 Einträge haben.'],
    [
      { places: ['a'] },
      'Das Feld places[0] hat nicht die vorgesehene Form oder liegt außerhalb des erlaubten Bereichs.',
    ],
    [{ places: {} }, 'Das Feld places muss eine Liste sein.'],
    [{ on: 1 }, 'on muss wahr oder falsch sein.'],
  ])('names the field and its limits: %j', async (wrong, said) => {
    const value = JSON.parse(JSON.stringify({ ...right, ...wrong }));
    expect(await inGerman(() => read(value, 'request_malformed'))).toBe(said);
  });

  it('names what is taken or unknown', async () => {
    const add = () =>
      addUser(site, { name: 'mia', role: 'viewer', password: 'a password', actor: 'command', once: null });
    await add();
    expect(await inGerman(add)).toBe('Der Name mia ist vergeben. Wählen Sie einen anderen.');
    const stranger = () => exportBundle(site, { vendor: 'nobody', actor: 'command' });
    expect(await inGerman(stranger)).toContain('Der Anbieter nobody ist hier nicht bekannt.');
  });

  it('tells of files that are for elsewhere', async () => {
    const vendor = createVendor();
    const identity = site.identity.current;
    const take = (text: string) => () => importFile(site, { bytes: Buffer.from(text), actor: 'command' });
    const elsewhere = '11111111-2222-4333-8444-555555555555';
    const foreign = makeLicense(vendor, { site: { ...identity, site: elsewhere } });
    expect(await inGerman(take(foreign))).toContain(
      `für den Standort ${elsewhere} ausgestellt; dies ist ${identity.site}.`,
    );
    await take(makeLicense(vendor, { site: identity, serial: 5 }))();
    expect(await inGerman(take(makeLicense(vendor, { site: identity, serial: 4 })))).toContain('Die Lizenzdatei 4 der');
    const answer = makeAcknowledgement(vendor, { site: identity, epoch: 1, seq: 9, digest: 'x'.repeat(42) + 'A' });
    expect(await inGerman(take(answer))).toContain('für das Bündel 9 der Epoche 1, das hier nie erzeugt wurde');
    expect(await inGerman(take('{"typ":"causeway-backup"}'))).toContain('„causeway restore“');
  });

  it('tells of drives and folders', () => {
    const reasons = [
      'full',
      'too_large',
      'read_only',
      'not_allowed',
      'drive_failed',
      'folder_missing',
      'no_folder',
      'exists',
    ] as const;
    for (const reason of [...reasons, 'not_a_file', 'differs'] as const) {
      expect([reason, sayDetail(new StorageError(reason, '/mnt/stick/a.cwsync').message)]).toEqual([
        reason,
        expect.stringContaining('/mnt/stick/a.cwsync'),
      ]);
    }
  });

  it('tells what became of a message, and what a channel lacks', () => {
    const { channels: bare } = site.settings.current;
    const channels = { ...bare, webhook: { ...bare.webhook, url: 'https://chat.plant.example/hook' } };
    for (const channel of OUTER_CHANNELS) {
      expect(sayDetail(findLack(bare, channel)?.sentence ?? '')).toMatch(/^Geben Sie /);
      for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', 'EPROTO', 'EOTHER']) {
        const said = deliveryProblem({ code, message: 'because' }, channel, channels);
        expect([said, sayDetail(said)]).toEqual([
          said,
          expect.stringMatching(/^\S+ (hat|ist|antwortete|spricht|war) /),
        ]);
      }
    }
    const refusals = [
      { code: 'CERT_X', message: 'a (b) c' },
      { code: 'EAUTH', response: '535 no' },
      { response: '550 no' },
    ];
    expect(refusals.map((error) => sayDetail(deliveryProblem(error, 'email', channels)))).toEqual([
      expect.stringContaining('(a (b) c)'),
      expect.stringContaining('535 no'),
      expect.stringContaining('550 no'),
    ]);
  });

  it('tells of a file that cannot be read', async () => {
    const folder = { arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) } as Blob;
    expect(await inGerman(() => sendFile(folder, { preview: true }))).toContain(
      'lässt sich nicht oder nicht mehr lesen',
    );
  });

  it('is null where there is none, and in the language of the server', async () => {
    expect(sayDetail('Something new under the sun.')).toBeNull();
    await i18next.changeLanguage('en');
    expect(sayDetail('The field days is missing.')).toBeNull();
  });

  it('repeats everything that stands in the server’s', () => {
    for (const [key, pattern] of Object.entries(detailPatterns)) {
      const groups = [...pattern.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => `{{${name}}}`);
      for (const group of groups)
        expect([key, details[key as keyof typeof details]]).toEqual([key, expect.stringContaining(group)]);
    }
  });
});
