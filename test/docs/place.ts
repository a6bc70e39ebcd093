import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** Commands of ours in the shell blocks of a page, in the form in which the program itself can be called. */
function commandsOf(page: string): string[] {
  const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block as string);
  return blocks
    .flatMap((block) => block.split('\n'))
    .flatMap((line) => {
      const command = /^(?:npm run -s harbinger --|harbinger) (.*)$/.exec(line)?.[1];
      return command ? [command] : [];
    });
}

/** What works on the store has one; the rest reads the table that ships. */
const hasStore = (command: string): boolean =>
  /^(?:import|store|unprofitable|forecast (?!backcast)|alerts(?! dry-run| test))\b/.test(command);

/** What would reach for the network is shown, not run. */
export const isOffline = (command: string): boolean =>
  !/https:\/\/|postgres:\/\//.test(command) && (!command.startsWith('pull') || command.includes('--dry-run'));

/** The commands that the pages show, each with the first page that shows it: one command stands on many pages. */
export const shownCommands: ReadonlyMap<string, string> = new Map(
  pages
    .flatMap((page) =>
      commandsOf(page)
        .filter(isOffline)
        .map((command) => [command, page] as const),
    )
    .reverse(),
);

/** A folder in which what the pages speak of is there: prices, claims, rules, articles, a store with two runs and a silence. */
export interface Place {
  run(command: string): { status: number | null; stderr: string; stdout: string };
  clear(): void;
}

export function makePlace(): Place {
  const scratch = mkdtempSync(join(tmpdir(), 'harbinger-docs-'));
  // What the examples call `prices` and `my-claims.yaml`.
  const prices = join(scratch, 'prices');
  mkdirSync(prices);
  for (const name of ['RUT.csv', 'BTC.csv', 'NFCI.csv', 'SPX.csv', 'IWN.csv', 'WALCL.csv'])
    copyFileSync(join(root, 'reference', name), join(prices, name));
  mkdirSync(join(scratch, 'here'));
  copyFileSync(join(root, 'examples/my-claims.yaml'), join(scratch, 'here/my-claims.yaml'));
  copyFileSync(join(root, 'reference/RUT.csv'), join(scratch, 'here/halvings.csv'));
  const rules = readFileSync(join(root, 'watch/russell-crypto.yaml'), 'utf8');
  writeFileSync(join(scratch, 'here/my-watch.yaml'), rules.replace('\nsinks:\n', '\nsinks:\n  desk: { file: { path: desk.jsonl } }\n'));

  // A copy of what `store restore` puts back; a file such as spreadsheets here export it.
  const store = join(scratch, 'store.duckdb');
  writeFileSync(
    join(scratch, 'here/total3.csv'),
    'Datum;Schluss\n13/01/2025;1.000.000,5\n14/01/2025;1.100.000,5\n15/01/2025;1.050.000,0\n',
  );
  cpSync(prices, join(scratch, 'here/prices'), { recursive: true });

  // What the page on reading articles shows, and articles beside it.
  const page = readFileSync(join(root, 'docs/how-to/read.md'), 'utf8');
  const [, article = ''] = /^```text\n(Small caps lead the way\n.*?)```/ms.exec(page) ?? [];
  const [, desk = ''] = /^```yaml\n(.*?)```/ms.exec(page) ?? [];
  writeFileSync(join(scratch, 'here/article.txt'), article);
  writeFileSync(join(scratch, 'here/desk.yaml'), desk);
  writeFileSync(
    join(scratch, 'here/one.html'),
    '<!doctype html><title>Small caps first</title><nav>Markets</nav><article><p>The Russell 2000 closed at a record on 9 January 2026.</p></article>',
  );
  writeFileSync(join(scratch, 'here/two.txt'), 'Der Russell 2000 schloss am 9. Januar 2026 auf einem Rekordhoch. Bitcoin stieg um 3 %.\n');
  writeFileSync(join(scratch, 'here/three.txt'), 'A record close of the Russell 2000 came on 9 January 2026. Bitcoin gained 3 %.\n');

  // Holdings, company facts and tickers of companies that do not exist.
  const recordings = join(root, 'test/recordings');
  copyFileSync(join(recordings, 'ishares/unprofitable-2025-02-14.fake.csv'), join(scratch, 'here/IWM.csv'));
  copyFileSync(join(recordings, 'ishares/unprofitable-2025-08-15.fake.csv'), join(scratch, 'here/IWM-2025-08-15.csv'));
  cpSync(join(recordings, 'sec/unprofitable'), join(scratch, 'here/companyfacts'), { recursive: true });
  copyFileSync(join(recordings, 'sec/unprofitable/company_tickers.fake.json'), join(scratch, 'here/company_tickers.json'));

  /** What the examples call 3f2a and 9c1b, and 5d0c. */
  let runs: string[] = [];
  let silence = '';

  function run(command: string, data = hasStore(command) ? store : join(scratch, 'none.duckdb')) {
    for (const made of ['copy-of-today.duckdb', 'exported', 'ledger.jsonl'])
      rmSync(join(scratch, 'here', made), { recursive: true, force: true });
    const here = command
      .replaceAll('--data prices', '--data ../prices')
      .replaceAll('3f2a', runs[0] ?? '')
      .replaceAll('9c1b', runs[1] ?? '')
      .replaceAll('5d0c', silence);
    const env = { ...process.env, HARBINGER_STORE: data };
    const line = `"${process.execPath}" "${join(root, 'src/main.ts')}" ${here}`;
    const { status, stderr, stdout } = spawnSync('sh', ['-c', line], { cwd: join(scratch, 'here'), encoding: 'utf8', env });
    return { status, stderr, stdout };
  }

  function demand(command: string, data?: string): string {
    const { status, stderr, stdout } = run(command, data);
    if (status !== 0 || stderr !== '') throw new Error(`${command}: ${stderr}`);
    return stdout;
  }

  for (const id of ['RUT', 'BTC', 'SPX', 'IWN']) demand(`import prices/${id}.csv --yes`);
  for (const _ of ['3f2a', '9c1b']) demand(`study --when 'new_high(RUT, lookback: 52)' --then 'return(BTC, 90d)'`, store);
  silence = JSON.parse(demand("alerts silence 'example*' --until 9d --why 'an example' --json")).silence.id;
  runs = JSON.parse(demand('store runs --json')).runs.map(({ id }: { id: string }) => id);
  copyFileSync(store, join(scratch, 'here/harbinger-copy.duckdb'));
  return { run: (command) => run(command), clear: () => rmSync(scratch, { recursive: true }) };
}
