// A process that opens the store at a path, says so, and holds it until its input ends. Says who has it where it cannot.
import { openDuckStore } from '../../src/store/duckdb/store.ts';
import { StoreError } from '../../src/store/store.ts';
import { addition } from './made-up-additions.ts';

try {
  const store = await openDuckStore(process.argv[2] as string, { now: Date.now, waitMs: 0 });
  await store.add(addition('RUT', [[1, 2, 3]]));
  console.log('held');
  process.stdin.resume();
  await new Promise((done) => process.stdin.on('end', done));
  await store.close();
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  console.log(`${error.kind}: ${/process \d+/.exec(error.message)?.[0]}`);
}
