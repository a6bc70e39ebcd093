import { HORIZONS, type Level, type TriggerName, type WorldName } from './cells.ts';
import { isAbove, standardError } from './monte-carlo.ts';
import type { CellRates, SizeStudy } from './rates.ts';
import type { Worst } from './rules.ts';
import { REAL, SIMULATED } from './triggers.ts';
import { BANDWIDTH, keptByKernel } from './worlds.ts';

const WORLD_WORDS: Readonly<Record<WorldName, string>> = {
  garch: 'GARCH-t, bull and bear',
  blocks: 'real returns in blocks',
  wandering: 'drift wanders',
  'wandering fast': 'drift wanders fast',
};

/** Where the events of a cell come from, in a few words. */
export function eventWords(trigger: TriggerName, level: Level): string {
  const { drought } = trigger === 'simulated' ? SIMULATED[level] : REAL[level];
  const source = { simulated: 'simulated', real: 'Russell 2000', turned: 'Russell 2000, drift turned' };
  return `${source[trigger]}, after ${drought}`;
}

/** A rate in percent with its Monte Carlo standard error; bold where it lies above nominal by more than two of them. */
export function formatRate(rate: number, nominal: number | null, worlds: number): string {
  const text = `${(100 * rate).toFixed(1)} ± ${(100 * standardError(rate, worlds)).toFixed(1)}`;
  return nominal !== null && isAbove(rate, nominal, worlds) ? `**${text}**` : text;
}

type Row = readonly string[];

function markdown(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const identity = ({ world, trigger, level }: CellRates): Row => [WORLD_WORDS[world], eventWords(trigger, level)];

/** The studies one by one: a row for each cell and horizon. */
export function singleTable({ cells, worlds, tests }: SizeStudy): string {
  const rows = cells.flatMap((cell) =>
    cell.horizons.map(({ horizon, events, clusters, at5, at10, verdicts }) => {
      const five = (test: string) => formatRate(at5[tests.indexOf(test)] as number, 0.05, worlds);
      const ten = (test: string) => formatRate(at10[tests.indexOf(test)] as number, 0.1, worlds);
      return [
        ...identity(cell),
        `${horizon} d`,
        `${events.toFixed(1)} / ${clusters.toFixed(1)}`,
        five('circular shift'),
        five('era-centred shift'),
        five('headline'),
        ten('headline'),
        five('stated headline'),
        ten('stated headline'),
        formatRate(verdicts.standsOut, 0.05, worlds),
        formatRate(verdicts.contradicted, 0.05, worlds),
        formatRate(verdicts.suggestive, null, worlds),
      ];
    }),
  );
  return markdown(
    [
      'world',
      'events',
      'horizon',
      'events / clusters',
      'plain shift 5 %',
      'era-centred 5 %',
      'headline 5 %',
      'headline 10 %',
      'as stated 5 %',
      'as stated 10 %',
      '`stands out from luck`',
      '`contradicted`',
      '`suggestive`',
    ],
    rows,
  );
}

/** The four horizons as one family: a row for each cell. */
export function familyTable({ cells, worlds }: SizeStudy): string {
  const rows = cells.map(({ family, ...cell }) => [
    ...identity({ family, ...cell }),
    formatRate(family.at5, 0.05, worlds),
    formatRate(family.at10, 0.1, worlds),
    formatRate(family.statedAt5, 0.05, worlds),
    formatRate(family.statedAt10, 0.1, worlds),
    formatRate(family.verdicts.standsOut, 0.05, worlds),
    formatRate(family.verdicts.contradicted, 0.05, worlds),
    formatRate(family.verdicts.suggestive, null, worlds),
    formatRate(family.withoutCycle.standsOut, 0.05, worlds),
  ]);
  const head = [
    'world',
    'events',
    'adjusted p 5 %',
    'adjusted p 10 %',
    'as stated 5 %',
    'as stated 10 %',
    '`stands out`',
    '`contradicted`',
    '`suggestive`',
  ];
  return markdown([...head, '`stands out`, target without a cycle'], rows);
}

/** Every test: how it did over all cells, the lowest and highest rate and how many cells lay above nominal. */
export function testTable({ cells, worlds, tests }: SizeStudy): string {
  const horizons = cells.flatMap((cell) => cell.horizons);
  const rows = tests.map((test, t) => {
    const range = (rates: readonly number[], nominal: number) => {
      const above = rates.filter((rate) => isAbove(rate, nominal, worlds)).length;
      return [`${percent(Math.min(...rates))} to ${percent(Math.max(...rates))}`, `${above} of ${rates.length}`];
    };
    const five = horizons.map(({ at5 }) => at5[t] as number);
    const ten = horizons.map(({ at10 }) => at10[t] as number);
    return [test, ...range(five, 0.05), ...range(ten, 0.1)];
  });
  return markdown(['test', 'at 5 %', 'cells above', 'at 10 %', 'cells above'], rows);
}

const percent = (rate: number): string => (100 * rate).toFixed(1);

/** Power: the share of worlds in which a planted effect was found, for multiples of the smallest visible effect. */
export function powerTable({ power, powerWorlds }: SizeStudy): string {
  const multiples = power[0]?.multiples ?? [];
  const cellsOf = (rates: readonly number[]) => rates.map((rate) => formatRate(rate, null, powerWorlds));
  const rows = power.flatMap(({ world, trigger, level, horizon, headline, standsOut, family }) => {
    const own = [WORLD_WORDS[world], eventWords(trigger, level), `${horizon} d`];
    return [
      [...own, 'headline p ≤ 0.05', ...cellsOf(headline)],
      [...own, '`stands out`', ...cellsOf(standsOut)],
      ...(family ? [[...own, `\`stands out\` in any of ${HORIZONS.length}`, ...cellsOf(family.standsOut)]] : []),
    ];
  });
  return markdown(['world', 'events', 'horizon', 'found', ...multiples.map((multiple) => `× ${multiple}`)], rows);
}

/** What a rule of holding back would leave, and cost. */
export function ruleTable({ rules, worlds, powerWorlds }: SizeStudy): string {
  const rows = rules.map(({ words, elsewhere, realFast, power }) => [
    words,
    ...[elsewhere, realFast].flatMap(({ headline5, headline10, standsOut, familyStandsOut }) => [
      worst(headline5, 0.05, worlds),
      worst(headline10, 0.1, worlds),
      worst(standsOut, 0.05, worlds),
      worst(familyStandsOut, 0.05, worlds),
    ]),
    ...(['few', 'some', 'many'] as const).map((level) => formatRate(power[level], null, powerWorlds)),
  ]);
  const columns = ['headline 5 %', 'headline 10 %', '`stands out`', 'any of four'];
  const head = ['rule', ...columns, ...columns.map((column) => `real dates, drift fast: ${column}`)];
  return markdown([...head, 'found of × 2: few', 'some', 'many'], rows);
}

const worst = ({ rate, above }: Worst, nominal: number, worlds: number): string => `${formatRate(rate, nominal, worlds)} (${above})`;

/** How much of a relation a drift that wanders would still hold. */
export function keptTable(): string {
  const rows = HORIZONS.map((horizon) => [
    `${horizon} d`,
    ...Object.values(BANDWIDTH).map((bandwidth) => `${Math.round(100 * keptByKernel(bandwidth, horizon))} %`),
  ]);
  return markdown(['horizon', ...Object.entries(BANDWIDTH).map(([world, days]) => `${WORLD_WORDS[world as WorldName]} (${days} d)`)], rows);
}

/** The page with each table put between its marks. @throws RangeError for a page without the marks of a table. */
export function withTables(page: string, study: SizeStudy): string {
  const tables = { single: singleTable, family: familyTable, tests: testTable, power: powerTable, rules: ruleTable, kept: keptTable };
  return Object.entries(tables).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new RangeError(`the page must have ${begin} and ${end}, has not`);
    return `${text.slice(0, from + begin.length)}\n\n${table(study)}\n\n${text.slice(to)}`;
  }, page);
}
