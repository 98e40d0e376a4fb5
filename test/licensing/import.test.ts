import { describe, expect, it } from 'vitest';
import { decideImport, type ImportChanges, type ImportInput } from '../../licensing/import.ts';
import { claims, DAY, END, item, license, NOW, START, term, trial, vendor } from './given.ts';

const machine = { kind: 'linux-machine-id', hash: 'm1' };

const run = (changes: Partial<ImportInput> = {}) =>
  decideImport({
    license: license(),
    vendor: null,
    highestSerial: null,
    alreadyImported: false,
    site: { uuid: 'site-1', thumbprint: 'key-1', machine: [machine] },
    attachTo: null,
    now: NOW,
    ...changes,
  });

function imported(changes: Partial<ImportInput> = {}): ImportChanges {
  const decision = run(changes);
  if (decision.outcome !== 'imported') throw new Error(JSON.stringify(decision));
  return decision;
}

const refused = (code: string, field: string | null) => ({ outcome: 'refused', code, field });
const known = vendor();

describe('decideImport', () => {
  it('brings items, trials and the default code of a vendor’s first file', () => {
    const trials = [{ id: 'tr-1', product: 'reader', quota: 5, features: ['qr'] }];
    expect(imported({ license: license({ trials }) })).toEqual({
      outcome: 'imported',
      highestSerial: 1,
      items: [
        {
          change: 'new',
          item: { ...item({ importedAt: NOW }), lock: { locked: false, iat: START } },
          term: term('device'),
        },
      ],
      createdCode: '200001-default',
      attachments: [{ code: '200001-default', items: ['it-1'] }],
      trials: [trial({ quota: 5, lock: { locked: false, iat: START } })],
      statements: [
        { id: 'it-1', statement: { revoked: false, lock: { locked: false, iat: START } } },
        { id: 'tr-1', statement: { revoked: false, lock: { locked: false, iat: START } } },
      ],
      siteLock: null,
    });
  });

  it('is harmless the second time, whatever has become of the site since', () => {
    const again = { alreadyImported: true, vendor: known, highestSerial: 9 };
    expect(run(again)).toEqual({ outcome: 'already imported' });
    expect(run({ ...again, site: { uuid: 'site-2', thumbprint: 'key-2', machine: [] } })).toEqual({
      outcome: 'already imported',
    });
  });

  it('refuses a file for another site or for another key of it', () => {
    expect(run({ license: license({ aud: 'site-2' }) })).toEqual(refused('license_wrong_site', 'aud'));
    expect(run({ license: license({ cnf: { jkt: 'key-2' } }) })).toEqual(refused('license_wrong_site', 'cnf.jkt'));
  });

  it('refuses a serial that is not above the highest one', () => {
    const serial = (value: number) => run({ vendor: known, highestSerial: 5, license: license({ serial: value }) });
    expect(serial(4)).toEqual(refused('license_superseded', 'serial'));
    expect(serial(5)).toEqual(refused('license_superseded', 'serial'));
    expect(serial(6).outcome).toBe('imported');
  });

  it('takes an old but different purchase, of which no item is known', () => {
    const old = license({ serial: 2, items: [claims({ id: 'it-9' })] });
    expect(imported({ vendor: known, highestSerial: 5, license: old })).toMatchObject({
      highestSerial: 5,
      items: [{ change: 'new' }],
    });
    const mixed = license({ serial: 2, items: [claims({ id: 'it-9' }), claims()] });
    expect(run({ vendor: known, highestSerial: 5, license: mixed })).toEqual(refused('license_superseded', 'serial'));
  });

  it('does not judge terms', () => {
    expect(run({ license: license({ items: [claims({ start: 0, end: 1 })] }) }).outcome).toBe('imported');
  });

  describe('of a known item', () => {
    const again = (changes: Partial<ReturnType<typeof claims>>, of = known) =>
      run({ vendor: of, highestSerial: 1, license: license({ serial: 2, items: [claims(changes)] }) });

    it('refuses another organization, product or metric', () => {
      expect(again({ product: 'other' })).toEqual(refused('license_malformed', 'items[0].product'));
      expect(again({ metric: 'usage' })).toEqual(refused('license_malformed', 'items[0].metric'));
      const other = vendor({ items: [item({ organization: '300001' })] });
      expect(again({}, other)).toEqual(refused('license_malformed', 'sub'));
    });

    it('refuses an id that is an item here and a trial there', () => {
      const trials = [{ id: 'it-1', product: 'reader', quota: 5, features: [] }];
      const both = (changes: Partial<ImportInput>) => run({ highestSerial: null, ...changes });
      expect(both({ license: license({ trials }) })).toEqual(refused('license_malformed', 'items[0].id'));
      expect(both({ vendor: known, license: license({ items: [], trials }) })).toEqual(
        refused('license_malformed', 'trials[0].id'),
      );
      const withTrial = vendor({ items: [], trials: [trial({ id: 'it-1' })] });
      expect(both({ vendor: withTrial })).toEqual(refused('license_malformed', 'items[0].id'));
    });

    it('refuses a known trial with another product', () => {
      const by = vendor({ items: [], trials: [trial()] });
      const trials = (product: string) =>
        license({ items: [], trials: [{ id: 'tr-1', product, quota: 5, features: [] }] });
      expect(run({ vendor: by, license: trials('other') })).toEqual(refused('license_malformed', 'trials[0].product'));
      expect(run({ vendor: by, license: trials('reader') }).outcome).toBe('imported');
    });

    it('changes the term with a known start', () => {
      const decision = imported({
        vendor: known,
        highestSerial: 1,
        license: license({ serial: 2, items: [claims({ quota: 4, end: END + DAY, features: ['qr'] })] }),
      });
      expect(decision.items[0]).toMatchObject({
        change: 'term changed',
        item: { importedAt: START, terms: [{ quota: 4, end: END + DAY }] },
      });
      expect(decision.items[0]?.item.terms).toHaveLength(1);
      expect(decision.attachments).toEqual([]);
      expect(decision.createdCode).toBeNull();
    });

    it('adds a term with a new start, in order', () => {
      const renewal = (start: number) =>
        imported({
          vendor: known,
          highestSerial: 1,
          license: license({ serial: 2, items: [claims({ start, end: start + DAY })] }),
        });
      expect(renewal(END).items[0]).toMatchObject({
        change: 'term added',
        item: { terms: [{ start: START }, { start: END }] },
      });
      expect(renewal(5).items[0]).toMatchObject({ item: { terms: [{ start: 5 }, { start: START }] } });
    });

    it('says when a file says what is known', () => {
      expect(again({})).toMatchObject({ items: [{ change: 'unchanged' }] });
      expect(again({ trial: true })).toMatchObject({ items: [{ change: 'term changed', item: { trial: true } }] });
    });

    it('keeps its reservations', () => {
      const reservations = [{ name: 'line', seats: 1, devices: [] }];
      const by = vendor({ items: [item({ reservations })] });
      expect(again({}, by)).toMatchObject({ items: [{ item: { reservations } }] });
    });
  });

  describe('with statements', () => {
    const next = (changes: Parameters<typeof license>[0], of: ImportInput['vendor'] = known) =>
      imported({ vendor: of, highestSerial: 1, license: license({ serial: 2, iat: START + 5, ...changes }) });

    it('unlocks its items unless it locks them, and leaves others as they are', () => {
      const by = vendor({
        items: [item({ lock: { locked: true, iat: START } }), item({ id: 'it-2', lock: { locked: true, iat: START } })],
      });
      expect(next({}, by).statements).toEqual([
        { id: 'it-1', statement: { revoked: false, lock: { locked: false, iat: START + 5 } } },
      ]);
      expect(next({}, by).items[0]?.item.lock).toEqual({ locked: false, iat: START + 5 });
      expect(next({ locked: ['it-1'] }, by).items[0]?.item.lock).toEqual({ locked: true, iat: START + 5 });
    });

    it('locks items that are not in it, known or not', () => {
      expect(next({ items: [], locked: ['it-1', 'it-9'] }).statements.map(({ id }) => id)).toEqual(['it-1', 'it-9']);
    });

    it('does not go against a later statement', () => {
      const by = vendor({ items: [item({ lock: { locked: true, iat: START + 6 } })] });
      const decision = next({}, by);
      expect(decision.statements).toEqual([]);
      expect(decision.items[0]?.item.lock).toEqual({ locked: true, iat: START + 6 });
    });

    it('lets a lock that came first hold for the item that comes later from an older file', () => {
      const statements = new Map([['it-9', { revoked: false, lock: { locked: true, iat: START + 6 } }]]);
      const decision = next({ items: [claims({ id: 'it-9' })] }, vendor({ statements }));
      expect(decision.items[0]?.item.lock).toEqual({ locked: true, iat: START + 6 });
    });

    it('voids revoked ids for good', () => {
      expect(next({ items: [], revoked: ['it-1'] }).statements).toEqual([
        { id: 'it-1', statement: { revoked: true, lock: null } },
      ]);
      expect(next({}, vendor({ items: [item({ revoked: true })] })).items[0]?.item.revoked).toBe(true);
      expect(next({ revoked: ['it-1'] }).items[0]?.item.revoked).toBe(true);
    });

    it('locks the site, unless a later statement unlocked it', () => {
      expect(next({ lockSite: true }).siteLock).toEqual({ locked: true, iat: START + 5 });
      const lock = { locked: false, iat: START + 6 };
      expect(next({ lockSite: true }, vendor({ lock })).siteLock).toEqual(lock);
    });

    it('says nothing of the site when it does not lock it', () => {
      const lock = { locked: true, iat: START };
      expect(next({}, vendor({ lock })).siteLock).toEqual(lock);
    });
  });

  describe('with trials', () => {
    const trials = [{ id: 'tr-1', product: 'reader', days: 14, quota: 9, features: ['1d'] }];

    it('changes a known trial, but not by an old file', () => {
      const by = vendor({ items: [], trials: [trial()] });
      const at = (serial: number) =>
        imported({ vendor: by, highestSerial: 5, license: license({ serial, items: [], trials }) }).trials;
      expect(at(6)).toMatchObject([{ days: 14, quota: 9, start: START }]);
      expect(at(5)).toEqual([]);
      expect(at(4)).toEqual([]);
    });

    it('adds a trial by an old file too', () => {
      const old = license({ serial: 4, items: [], trials });
      expect(imported({ vendor: vendor({ items: [] }), highestSerial: 5, license: old }).trials).toHaveLength(1);
    });
  });

  describe('bound to a machine', () => {
    const since = (hash: string, of: ImportInput['vendor'] = null) =>
      imported({ vendor: of, license: license({ machines: [{ kind: 'linux-machine-id', hash }] }) }).items[0]?.item
        .mismatchSince;

    it('begins the tolerance when it does not match', () => {
      expect(since('m1')).toBeNull();
      expect(since('m2')).toBe(NOW);
    });

    it('goes on with a tolerance that began before, and ends it when it matches', () => {
      const by = vendor({ items: [item({ mismatchSince: NOW - DAY })] });
      expect(since('m2', by)).toBe(NOW - DAY);
      expect(since('m1', by)).toBeNull();
    });
  });

  it('refuses codes that do not exist or are of others', () => {
    const attachTo = { codes: ['200001-nope'], default: false };
    expect(run({ vendor: known, attachTo })).toEqual(refused('handshake_unknown', null));
  });
});
