import type { CatalystReading, Evidence, IndicatorReading, Side } from '../../../src/contract/evidence.ts';
import { formatInUnit } from '../../../src/contract/format.ts';

type LevelWords = Readonly<Record<'forAbove' | 'forBelow' | 'forAboveMedian' | 'forBelowMedian', string>>;
type AgeWords = Readonly<Record<'current' | 'day' | 'days', string>>;

/** In the order in which they stand; told by sign and place, not by colour. */
export const SIDES = ['for', 'against', 'unknown'] as const satisfies readonly Side[];
export const SIGNS: Readonly<Record<Side, string>> = { for: '+', against: '−', unknown: '?' };

/** Which values speak for the thesis: above or below a level, or the median of its own past. */
export function speaksWhen({ speaks, level, unit }: Pick<IndicatorReading, 'speaks' | 'level' | 'unit'>, words: LevelWords): string {
  if (level === null) return speaks === 'high' ? words.forAboveMedian : words.forBelowMedian;
  return (speaks === 'high' ? words.forAbove : words.forBelow).replace('{level}', levelInUnit(level, unit));
}

/** A level carries no sign of its own: `10 %`, not `+10 %`; zero is zero in every unit. */
export const levelInUnit = (level: number, unit: string): string => (level === 0 ? '0' : formatInUnit(level, unit).replace(/^\+/, ''));

/** How old a reading is, in days; where nothing newer is due it is current. */
export function ageInWords(days: number | null, words: AgeWords): string {
  if (days === null) return '';
  if (days <= 0) return words.current;
  return days === 1 ? words.day : words.days.replace('{n}', String(days));
}

/** Where the figures come from, each source once. */
export const sourcesOf = ({ series }: Pick<IndicatorReading, 'series'>): string[] => [...new Set(series.map(({ source }) => source))];

/** The indicators of one side by their groups, in the order of the pack; groups without any are left out. */
export function byGroup(
  { groups, indicators }: Pick<Evidence, 'groups' | 'indicators'>,
  side: Side,
): { readonly title: string; readonly indicators: readonly IndicatorReading[] }[] {
  return groups
    .map(({ id, title }) => ({ title, indicators: indicators.filter((one) => one.group === id && one.side === side) }))
    .filter((group) => group.indicators.length > 0);
}

/** The dated ones first, the earliest first; then those without a date, as they come. */
export const byDate = (catalysts: readonly CatalystReading[]): CatalystReading[] =>
  catalysts.toSorted((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));

/** The conditions of a claim that ask for no quantity of one of the indicators: those stand there already. */
export const otherConditions = <Condition extends { readonly expression: string }>(
  conditions: readonly Condition[],
  indicators: readonly Pick<IndicatorReading, 'expression'>[],
): Condition[] =>
  conditions.filter(
    ({ expression }) =>
      !indicators.some((one) => /^ [<>]=? /.test(expression.slice(one.expression.length)) && expression.startsWith(one.expression)),
  );
