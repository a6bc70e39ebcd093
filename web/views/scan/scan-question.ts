import type { ScanInput } from '../../../src/contract/scan.ts';
import type { ScanSearch } from './scan-search.ts';

/** What is asked of the server. */
export type ScanQuestion = Partial<ScanInput> & Pick<ScanInput, 'targets'>;

/** What a scan asks where nothing else is said; but for the market as the program has it. */
export const DEFAULTS = {
  targets: ['BTC'],
  horizons: ['30d', '90d', '180d', '365d'],
  outcome: 'return(x, h)',
  level: 0.05,
  fewest: 3,
  rows: 20,
} as const;

/** As many markets, horizons, triggers and series as a scan may have. */
export const MOST = { targets: 20, horizons: 20, triggers: 1000, series: 1000 } as const;

/** What may be asked of a market, by the functions that look ahead. */
export const OUTCOMES = [
  'return(x, h)',
  'max_gain(x, h)',
  'max_loss(x, h)',
  'hits(all_time_high(x), within: h)',
  'excess_return(x, SPX, h)',
] as const;

/** How many rows may be asked for. */
export const ROW_COUNTS = [20, 50, 100, 200] as const;

const written = (list: readonly string[] | undefined): readonly string[] | undefined => {
  const kept = list?.map((text) => text.trim()).filter((text) => text !== '');
  return kept?.length ? kept : undefined;
};

const otherThan = <Value>(value: Value | undefined, usual: Value): Value | undefined =>
  JSON.stringify(value) === JSON.stringify(usual) ? undefined : value;

const defined = (values: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** The state as it stands in the address: nothing that is empty or as it is anyway. */
export function tidy(search: ScanSearch): ScanSearch {
  const triggers = written(search.triggers);
  const kept = {
    targets: otherThan<readonly string[] | undefined>(written(search.targets), DEFAULTS.targets),
    horizons: otherThan<readonly string[] | undefined>(written(search.horizons), DEFAULTS.horizons),
    direction: search.direction === 'down' ? search.direction : undefined,
    outcome: otherThan(search.outcome?.trim() || undefined, DEFAULTS.outcome),
    triggers,
    series: triggers === undefined ? written(search.series) : undefined,
    level: otherThan(search.level, DEFAULTS.level),
    fewest: otherThan(search.fewest, DEFAULTS.fewest),
    rows: otherThan(search.rows, DEFAULTS.rows),
    run: search.run || undefined,
    group: search.group || undefined,
  };
  return defined(kept);
}

/** What keeps a scan from being run. */
export type Lack = 'targets' | 'horizons' | 'triggers' | 'level' | 'fewest';

/** What must be mended before it can be run; undefined where nothing must. */
export function lackOf({ targets, horizons, triggers, level, fewest }: ScanSearch): Lack | undefined {
  if (targets?.length === 0) return 'targets';
  if (horizons?.length === 0) return 'horizons';
  if (triggers !== undefined && written(triggers) === undefined) return 'triggers';
  if (level !== undefined && !(level > 0 && level <= 0.5)) return 'level';
  return fewest !== undefined && !(fewest >= 1 && fewest <= 1000) ? 'fewest' : undefined;
}

/** The question of a state; undefined while it is not complete. */
export function questionOf(search: ScanSearch, asOf: string | undefined): ScanQuestion | undefined {
  if (lackOf(search) !== undefined) return undefined;
  const { targets, horizons, direction, outcome, triggers, series, level, fewest, rows } = tidy(search);
  const asked = {
    targets: [...(targets ?? DEFAULTS.targets)],
    horizons: horizons && [...horizons],
    direction,
    outcome,
    triggers: triggers && [...triggers],
    series: series && [...series],
    level,
    fewestClusters: fewest,
    rows,
    asOf,
  };
  return { ...defined(asked), targets: asked.targets };
}

/** Whether two states ask the same of the server, whatever of the answer is looked at. */
export const asksTheSame = (a: ScanSearch, b: ScanSearch): boolean =>
  JSON.stringify(questionOf(a, undefined)) === JSON.stringify(questionOf(b, undefined));

/** A span such as 90d, 26w, 6mo or 1y. */
export const isSpan = (text: string): boolean => /^[1-9]\d*(d|w|mo|y)$/.test(text);

/** The address of the Lab that asks a combination of a scan alone. */
export const studyOf = ({ trigger, outcome }: { readonly trigger: string; readonly outcome: string }, direction: 'up' | 'down') => ({
  when: trigger,
  then: [outcome],
  ...(direction === 'down' ? { direction } : {}),
  run: true,
});
