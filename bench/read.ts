// The reader of articles on ordinary and on hostile texts of 10 kB and 1 MB: the claims of a text (candidatesIn), and the whole operation without
// verdicts. Each kind in a process of its own. Run alone: npm run bench:read -- [part of a name]. Prints the table as bench/README.md keeps it:
// milliseconds of the processor and by the clock for 10 kB, medians; peak memory. Asked for: 50 ms for each 10 kB.
import '../src/engine.ts';

import { spawnSync } from 'node:child_process';
import { read } from '../src/app/operations/read.ts';
import { openLexicon } from '../src/app/read/lexicon.ts';
import { candidatesIn } from '../src/core/reader/statements/read-text.ts';
import { shipped } from '../test/app/shipped.ts';
import { ENGLISH, HOSTILE } from '../test/core/reader/hostile-texts.ts';

const SHORT = 10_000;
const LONG = 1_000_000;
/** So much of a text its language is told from. */
const LEAD = 20_000;
const MOST_MS = 50;
/** Longer a kind is not waited for. */
const PATIENCE_MS = 120_000;
/** Twenty texts, the most that are read at once. */
const MANY = 20;
const MANY_OF = 50_000;

interface Cost {
  /** Milliseconds for 10 kB. */
  readonly processor: number;
  readonly clock: number;
  readonly claims: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function costOf(length: number, rounds: number, run: () => number | Promise<number>): Promise<Cost> {
  const runs: { processor: number; clock: number }[] = [];
  let claims = 0;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    const start = performance.now();
    claims = await run();
    const clock = performance.now() - start;
    const { user } = process.cpuUsage(before);
    runs.push({ processor: (user / 1000) * (SHORT / length), clock: clock * (SHORT / length) });
    if (clock > 10_000) break;
  }
  return { processor: median(runs.map(({ processor }) => processor)), clock: median(runs.map(({ clock }) => clock)), claims };
}

async function measure(name: string): Promise<void> {
  const make = HOSTILE[name] as (length: number) => string;
  const tables = (await openLexicon(shipped, undefined)).tablesOf('en');
  const found = (length: number) => {
    const text = make(length);
    return () => candidatesIn(text, tables, shipped.today).length;
  };
  const whole = (texts: readonly string[]) => async () => {
    const { articles } = await read({ text: texts, unchecked: true }, shipped);
    return articles.reduce((sum, { claims }) => sum + claims.length, 0);
  };
  // In front of it stands as much English as tells the language, so that it is read.
  const text = (length: number) => {
    const lead = Math.min(length / 2, LEAD);
    return `${ENGLISH.repeat(2).slice(0, lead)}\n${make(length - lead)}`;
  };
  const tell = (part: string, cost: Cost) =>
    process.stdout.write(`${JSON.stringify({ part, ...cost, mebibytes: process.resourceUsage().maxRSS / 1024 })}\n`);
  // Warm code, as a server has it.
  for (let round = 0; round < 5; round++) await whole([text(SHORT)])();
  tell('claims, 10 kB', await costOf(SHORT, 7, found(SHORT)));
  tell('whole, 10 kB', await costOf(SHORT, 5, whole([text(SHORT)])));
  tell('claims, 1 MB', await costOf(LONG, 3, found(LONG)));
  tell('whole, 1 MB', await costOf(LONG, 3, whole([text(LONG)])));
  tell(`whole, ${MANY} × 50 kB`, await costOf(MANY * MANY_OF, 1, whole(Array.from({ length: MANY }, () => text(MANY_OF)))));
}

function row(name: string): string {
  const { stdout, stderr, error, status } = spawnSync(process.execPath, [import.meta.filename, '--one', name], {
    encoding: 'utf8',
    timeout: PATIENCE_MS,
  });
  const parts = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Cost & { part: string; mebibytes: number });
  const shown = parts.map(
    ({ processor, clock, claims }) => `${processor.toFixed(1)}, ${clock.toFixed(1)}${processor > MOST_MS ? ' !' : ''} (${claims})`,
  );
  const rest = Array.from({ length: 5 - shown.length }, () => (error ? 'not waited for' : 'failed'));
  if (status !== 0 && !error) process.stderr.write(stderr);
  return `| ${[name, ...shown, ...rest, `${(parts.at(-1)?.mebibytes ?? 0).toFixed(0)} MiB`].join(' | ')} |`;
}

const [first, one] = process.argv.slice(2);
if (first === '--one') await measure(one as string);
else {
  console.log('ms for 10 kB: of the processor, by the clock (claims)\n');
  console.log(`| text | claims, 10 kB | whole, 10 kB | claims, 1 MB | whole, 1 MB | whole, ${MANY} × 50 kB | peak memory |`);
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const name of Object.keys(HOSTILE)) if (name.includes(first ?? '')) console.log(row(name));
}
