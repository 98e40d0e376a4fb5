import Database from 'better-sqlite3';
import { databaseFile } from '../../../dls/site/folder-layout.ts';
import { DAY } from '../../../licensing/time.ts';

/** Daily totals of a vendor's devices as if they had used many features for a long time: what an export takes a while for. */
export function addHeavyUsage(dataFolder: string, vendor: string, rows: number): void {
  const db = new Database(databaseFile(dataFolder));
  db.transaction(() => {
    const item = db.prepare('SELECT min(no) FROM item WHERE vendor = ?').pluck().get(vendor);
    const devices = db.prepare('SELECT no FROM device').pluck().all();
    const [today, start, report] = db
      .prepare('SELECT max(day), min(term_start), (SELECT max(no) FROM usage_report) FROM usage_day')
      .raw()
      .get() as [number, number, number];
    const total = db.prepare("INSERT INTO usage_day VALUES (?, ?, ?, ?, ?, '200001-default', 7, ?)");
    const changed = db.prepare('INSERT OR REPLACE INTO usage_changed (vendor, day, no) VALUES (?, ?, ?)');
    const features = Array.from({ length: 100 }, (_, index) => `feature-${index + 1}`);
    const days = Math.ceil(rows / devices.length / features.length);
    for (let before = 1; before <= days; before += 1) {
      const day = today - before * DAY;
      changed.run(vendor, day, report);
      for (const device of devices)
        for (const feature of features) total.run(day, item, start, device, feature, report);
    }
  })();
  db.close();
}
