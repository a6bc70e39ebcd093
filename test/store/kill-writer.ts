// A process that adds series after series to a store and says of each when it is acknowledged: until it is killed, or has added so many.
import { writeSync } from 'node:fs';
import { openDuckStore } from '../../src/store/duckdb/store.ts';
import { nthAddition } from './kill-series.ts';

const [file, seed, first, count] = process.argv.slice(2) as [string, string, string, string];
const store = await openDuckStore(file, { now: Date.now, waitMs: 5000 });
writeSync(1, 'open\n');
for (let n = Number(first); n < Number(first) + Number(count); n++) {
  await store.add(nthAddition(Number(seed), n));
  writeSync(1, `added ${n}\n`);
}
await store.close();
writeSync(1, 'closed\n');
