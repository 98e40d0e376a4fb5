import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { siteJobs } from '../../dls/jobs/site-jobs.ts';
import { decisionTable } from '../licensing/decision-table/decision-table.ts';
import { makeSite } from '../support/site.ts';
import type { Proof, Rule } from './rule.ts';
import { licenses, opening } from './section-1-licenses.ts';
import { choice, codes } from './section-2-codes.ts';
import { alerts, grace, metrics } from './section-4-metrics.ts';
import { devices } from './section-7-devices.ts';
import { time } from './section-8-time.ts';

const rules: readonly Rule[] = [
  ...[...opening, ...licenses, ...codes, ...choice],
  ...[...metrics, ...grace, ...alerts, ...devices, ...time],
];
const root = resolve(import.meta.dirname, '..', '..');

/** What is wrong with a proof; null: it is there. */
function missing(section: string, proof: Proof): string | null {
  if ('row' in proof) {
    const found = decisionTable.filter(([of, sentence]) => of === section && sentence.startsWith(proof.row));
    return found.length === 1 ? null : `${found.length} rows of section ${section} begin with "${proof.row}"`;
  }
  if ('source' in proof) {
    return read(proof.source).includes(proof.text) ? null : `${proof.source} has no ${proof.text}`;
  }
  const text = read(proof.file);
  const titles = ["'", '"', '`'].map((quote) => `${quote}${proof.title}${quote},`);
  const isThere = titles.some((title) => text.includes(title) && !/\b(skip|todo)\($/.test(text.split(title)[0] ?? ''));
  return isThere ? null : `${proof.file} has no "${proof.title}"`;
}

function read(file: string): string {
  try {
    return readFileSync(resolve(root, file), 'utf8');
  } catch {
    return '';
  }
}

describe('each sentence of rules.md', () => {
  it.each(rules.map(([section, sentence, ...proofs]) => ({ section, sentence, proofs })))(
    'section $section: $sentence',
    ({ section, proofs }) => {
      expect(proofs.length).toBeGreaterThan(0);
      expect(proofs.map((proof) => missing(section, proof)).filter((wrong) => wrong !== null)).toEqual([]);
    },
  );

  it('stands here once', () => {
    const sentences = rules.map(([section, sentence]) => `${section} ${sentence}`);
    expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([]);
  });

  it('is the one for which a row of the decision table was written', () => {
    const named = rules.flatMap(([section, , ...proofs]) =>
      proofs.flatMap((proof) => ('row' in proof ? [{ section, begins: proof.row }] : [])),
    );
    const stray = decisionTable.filter(
      ([section, sentence]) => !named.some((one) => one.section === section && sentence.startsWith(one.begins)),
    );
    expect(stray.map(([section, sentence]) => `${section}: ${sentence}`)).toEqual([]);
  });
});

describe('a running site', () => {
  it('looks at time-based figures once a minute', async () => {
    expect(await rhythmOf('alerts')).toBe(60);
  });

  it('stores the mark of time at least once a minute', async () => {
    expect(await rhythmOf('clock')).toBeLessThanOrEqual(60);
  });
});

/** Seconds between two runs of what a site does by itself. */
async function rhythmOf(job: string): Promise<number | undefined> {
  const site = await makeSite();
  const jobs = siteJobs({ deps: site } as unknown as Parameters<typeof siteJobs>[0]);
  await site.close();
  return jobs.find(({ name }) => name === job)?.everySeconds;
}
