import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFile } from '../../../dls/operations/import-file.ts';
import { checkMachine } from '../../../dls/operations/machine-check.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeItem, makeLicense, testStart } from '../../support/vendor.ts';

let site: TestSite;
const vendor = createVendor();
const day = 86_400;

beforeEach(async () => {
  site = await makeSite();
  moveTo('a');
  const claims = { machines: [{ kind: 'linux-machine-id', hash: 'a'.repeat(32) }] };
  const license = makeLicense(vendor, { site: site.identity.current, items: [makeItem('it-1')], claims });
  await importFile(site, { bytes: Buffer.from(license), actor: 'command' });
});

afterEach(() => site.close());

function moveTo(machine: string): void {
  const identifier = { kind: 'linux-machine-id' as const, identifier: machine, hash: machine.repeat(32) };
  site.machine.current = { identifiers: [identifier], problems: [] };
}

const since = () => site.snapshot.current.configuration.vendors.get(vendor.id)!.items.get('it-1')!.mismatchSince;
const told = () =>
  site
    .rows("SELECT data_json FROM ledger WHERE kind = 'machine-changed'")
    .map((row) => JSON.parse(String(row.data_json)));

describe('the check of the machine', () => {
  it('says nothing while the machine is the one that the file names', async () => {
    await checkMachine(site);
    expect([since(), told()]).toEqual([null, []]);
  });

  it('finds a data folder that was moved, and tells the ledger once', async () => {
    moveTo('b');
    site.time.now = testStart + day;
    await checkMachine(site);
    await checkMachine(site);
    expect(since()).toBe(testStart + day);
    expect(told()).toEqual([{ vendor: vendor.id, items: ['it-1'], since: testStart + day }]);
  });

  it('ends when the folder is back, and begins no new 30 days when it is moved again', async () => {
    moveTo('b');
    await checkMachine(site);
    moveTo('a');
    site.time.now = testStart + day;
    await checkMachine(site);
    expect(since()).toBeNull();
    moveTo('b');
    site.time.now = testStart + 2 * day;
    await checkMachine(site);
    expect(since()).toBe(testStart);
  });
});
