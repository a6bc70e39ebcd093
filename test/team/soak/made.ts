import { DAY_MS, type EpochDay, formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { seededStream } from '../../../src/core/numerics/random.ts';
import type { Addition } from '../../../src/store/store.ts';
import { addition } from '../../store/made-up-additions.ts';

/** Made-up values of consecutive dates, the last of which was yesterday. */
interface Made {
  readonly id: string;
  readonly first: EpochDay;
  readonly values: readonly number[];
}

const YESTERDAY = Math.floor(Date.now() / DAY_MS) - 1;
const upToYesterday = (id: string, values: readonly number[]): Made => ({ id, values, first: YESTERDAY - values.length + 1 });

/** Series that a scan tries, so long and so many that it is worth sharing out. */
const SCANNED = Array.from({ length: 20 }, (_, i) => `S${i + 1}`);
const LENGTH = 4500;

function walk(seed: number): number[] {
  const random = seededStream(seed);
  let price = 100;
  return Array.from({ length: LENGTH }, () => {
    price *= Math.exp(0.04 * (random.uniform() - 0.495));
    return Math.round(price * 1e4) / 1e4;
  });
}

/** The scan that is asked again in each run. */
export const SCAN = { targets: SCANNED.slice(0, 4), horizons: ['30d', '60d', '90d', '180d'], series: SCANNED, rows: 20 };

/** Studies that people ask. */
export const STUDIES = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'].map((id, i) => ({
  when: `all_time_high(${id}, after: 1y)`,
  then: [`return(S${i + 7}, 30d)`, `return(S${i + 7}, 90d)`],
}));

/** A jump every fifty days, the last one so many days before the end. */
const jumps = (id: string, last: number): Made =>
  upToYesterday(
    id,
    Array.from({ length: 900 }, (_, i) => {
      const left = 899 - i - last;
      return Math.round((100 + Math.sin(i) + (left % 50 === 0 ? 10 : 0)) * 1e4) / 1e4;
    }),
  );

/** The days from which on a forecast of the past has no data yet, and its sealing: its case is two days old by then. */
const HIDDEN = 60;
export const SEALED_AT = (YESTERDAY - HIDDEN + 1) * DAY_MS + 12 * 3_600_000;

/** What is watched in a run: calm, then above ten for two days, then again at the end. */
const CALM = Array.from({ length: 50 }, () => 5);
const watched = (run: number): Made => upToYesterday(`X${run}`, [...CALM, 5, 15, 15, 5, 5, 5, 5, 5, 15]);
const [FIRST_LOOK, SECOND_LOOK] = [CALM.length, CALM.length + 5];

const due = (run: number): Made => jumps(`Y${run}`, HIDDEN + 2);
const cut = ({ id, first, values }: Made, length: number): Made => ({ id, first, values: values.slice(0, length) });

/** What the store holds before the first run. */
export function additionsOf(runs: number): readonly Addition[] {
  const scanned = SCANNED.map((id, i) => upToYesterday(id, walk(i + 1)));
  const ofRuns = Array.from({ length: runs }, (_, run) => [cut(watched(run), FIRST_LOOK), cut(due(run), 900 - HIDDEN)]).flat();
  return [...scanned, jumps('F', 5), ...ofRuns].map(({ id, first, values }) =>
    addition(
      id,
      values.map((value, i) => [first + i, value, (first + i + 1) * DAY_MS]),
      { definition: { title: id, unit: 'USD', calendar: 'utc-daily' } },
    ),
  );
}

const csv = ({ first, values }: Made): string =>
  `date,close\n${values.map((value, i) => `${formatCivilDate(first + i)},${value}\n`).join('')}`;

/** Files that come in during a run, in order: each series has more in the second one. */
export const filesOf = (run: number): readonly Readonly<Record<string, string>>[] => [
  { [`X${run}.csv`]: csv(cut(watched(run), SECOND_LOOK)), [`Y${run}.csv`]: csv(due(run)) },
  { [`X${run}.csv`]: csv(watched(run)) },
];

/** Rows that the series of a run have in the end. */
export const rowsOfRun = (run: number): Readonly<Record<string, number>> => ({
  [`X${run}`]: watched(run).values.length,
  [`Y${run}`]: due(run).values.length,
});

/** What the rules of a run find, as their steps in order. */
export const stepsOf = (run: number): readonly string[] => {
  const date = (length: number) => formatCivilDate(watched(run).first + length - 1);
  const steps = [`firing ${date(FIRST_LOOK + 2)}`, `resolved ${date(FIRST_LOOK + 4)}`, `firing ${date(FIRST_LOOK + 9)}`];
  return ['a', 'b'].flatMap((rule) => steps.map((step) => `x${run}-${rule} ${step}`));
};

/** The rules of a run; a look of another number is another file, so that workers look at once. */
export const rulesOf = (run: number, { look, hook, file }: { look: number; hook: string; file: string }): string => `# look ${look}
watch: soak
title: Soak
limit: { perHour: 1000 }
sinks:
  hook: { webhook: { url: ${JSON.stringify(hook)}, allowInternal: true } }
  log: { file: { path: ${JSON.stringify(file)} } }
rules:
  - { id: x${run}-a, title: A, when: X${run} > 10, noData: keep, stale: keep, sinks: [hook, log] }
  - { id: x${run}-b, title: B, when: X${run} > 12, noData: keep, stale: keep, sinks: [log] }
`;

const claim = (id: string, series: string, horizon: string): string => `  - id: ${id}
    kind: pattern
    by: A letter
    in: [letter]
    statement: ${series} rises after it jumps.
    test: ${series} after it jumps.
    check: { study: { when: "${series} > 105", then: ["return(${series}, ${horizon})"] } }
`;

const pack = (
  name: string,
  { series, claims }: { readonly series: readonly string[]; readonly claims: readonly string[] },
): string => `pack: ${name}
title: ${name}
question: Does it rise after it jumps?
articles: { letter: { outlet: A letter, date: 2020-01-01 } }
series: { ${series.map((id) => `${id}: { title: ${id} }`).join(', ')} }
claims:
${claims.join('')}`;

/** Claims that are sealed before the first run, and due when the data of a run are in. */
export const pastPack = (runs: number): string =>
  pack('soak-past', {
    series: Array.from({ length: runs }, (_, run) => `Y${run}`),
    claims: Array.from({ length: runs }, (_, run) => claim(`y${run}`, `Y${run}`, '30d')),
  });

/** A claim that is sealed in a run. */
export const packOf = (run: number): string => pack(`soak-${run}`, { series: ['F'], claims: [claim('f', 'F', '30d')] });
