import { civilParts } from '../../calendar/civil-date.ts';
import type { DateMention } from '../dates/dates.ts';
import type { Quantity } from '../numbers/quantities.ts';
import type { Lexicon, Mention } from '../words/lexicon.ts';
import { fold } from '../words/tokens.ts';

/** What a statement speaks of, free of its language: markets, events, relations, numbers, years, names. */
export type Features = ReadonlySet<string>;

/** What features are taken from. */
export interface Statement {
  readonly about: readonly string[];
  readonly mentions: readonly Mention[];
  readonly quantities: readonly Quantity[];
  readonly dates: readonly DateMention[];
}

const SILENT: ReadonlySet<string> = new Set(['noun', 'person', 'market', 'contrast', 'says', 'definition', 'advice', 'deny', 'hedge']);

/** Markets of a wider one from which on belonging to it tells nothing. */
export const MOST_MEMBERS = 6;

/** The features of a statement. */
export function featuresOf({ about, mentions, quantities, dates }: Statement, lexicon: Lexicon): Set<string> {
  const features = new Set<string>();
  for (const id of about) {
    features.add(`market:${id}`);
    const [wider] = lexicon.markets.get(id)?.part_of ?? [];
    // That both are stocks tells nothing; that both are small caps does.
    if (wider !== undefined && (lexicon.members.get(wider) ?? 0) <= MOST_MEMBERS) features.add(`class:${wider}`);
    features.add(`class:${id}`);
  }
  for (const { kind, concept, move } of mentions) {
    if (!SILENT.has(kind)) features.add(`says:${concept}`);
    if (move !== null) features.add(`move:${move}`);
  }
  for (const quantity of quantities) for (const number of numbersOf(quantity)) features.add(number);
  for (const { from, grain, relative } of dates) {
    if (from === null || relative) continue;
    features.add(`year:${civilParts(from).year}`);
    if (grain === 'quarter' || grain === 'part' || grain === 'month' || grain === 'day') features.add(`quarter:${quarterOf(from)}`);
  }
  return features;
}

const quarterOf = (day: number): string => {
  const { year, month } = civilParts(day);
  return `${year}Q${Math.ceil(month / 3)}`;
};

/** A number as a feature: its unit, and its value to two digits. */
function numbersOf({ value, to, unit }: Quantity): string[] {
  const values = to === null ? [value] : [value, to];
  return values.filter((each) => unit !== null || each >= 3).map((each) => `number:${unit ?? 'count'}:${Number(each.toPrecision(2))}`);
}

/** Words of a name that tell it from others, folded. */
export function nameWords(name: string): string[] {
  return (name.match(/[\p{L}\p{Nd}]+/gu) ?? []).map(fold).filter((word) => word.length > 2 && !COMMON.has(word));
}

const COMMON: ReadonlySet<string> = new Set([
  'the',
  'and',
  'letter',
  'research',
  'article',
  'note',
  'after',
  'companion',
  'analyst',
  'report',
]);
