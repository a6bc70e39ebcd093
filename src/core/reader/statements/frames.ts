import type { EpochDay } from '../../calendar/civil-date.ts';
import type { Mention } from '../words/lexicon.ts';
import type { Clause } from './clause.ts';

/** What a claim is: a fact of the past, a regularity, a state of affairs, or something to come. */
export type ClaimKind = 'figure' | 'pattern' | 'condition' | 'forecast';

/** Relations that join two markets, or a market and a time. */
export const STRONG: ReadonlySet<string> = new Set([
  'leads',
  'follows',
  'coincides',
  'opposes',
  'outperforms',
  'underperforms',
  'rotates',
  'matters-more',
]);
const PREDICATES: ReadonlySet<string> = new Set(['event', 'move', 'state']);

/** What a clause has, as the frames ask of it. */
interface Signs {
  readonly markets: number;
  readonly relations: readonly Mention[];
  readonly drives: boolean;
  readonly predicates: readonly Mention[];
  readonly measures: readonly Mention[];
  /** Numbers with a unit that measures a market. */
  readonly figures: number;
  readonly counts: number;
  readonly durations: number;
  /** Whether the market is named in it. */
  readonly named: boolean;
  readonly pastDates: number;
  /** Dates after the text came out. */
  readonly futureDates: number;
  readonly when: boolean;
  readonly habit: boolean;
  /** `It happened`, `that was the case`: of what was said before. */
  readonly happened: boolean;
  readonly future: boolean;
  readonly deny: boolean;
  readonly advice: boolean;
  readonly definition: boolean;
  /** Whether it speaks of him who writes, or to him who reads. */
  readonly ofPeople: boolean;
}

const isAfter = (day: EpochDay | null, published: EpochDay | null): boolean => day !== null && published !== null && day > published;

const DURATIONS: ReadonlySet<string> = new Set(['days', 'weeks', 'months', 'quarters', 'years', 'sessions']);

function signsOf({ mentions, quantities, dates }: Clause, { markets, isPointedAt, published }: Subject): Signs {
  const has = (kind: Mention['kind']) => mentions.some((mention) => mention.kind === kind);
  const level = quantities.filter(({ unit }) => unit !== null && !DURATIONS.has(unit));
  const crosses = (concept: string) => concept === 'cross-above' || concept === 'cross-below';
  const counts = quantities.filter(({ unit, inWords }) => unit === null && !inWords).length;
  return {
    markets,
    relations: mentions.filter(({ kind, concept }) => kind === 'relation' && STRONG.has(concept)),
    drives: mentions.some(({ concept }) => concept === 'drives'),
    // A word such as `above` says something only beside a number or an average.
    predicates: mentions.filter(
      ({ kind, concept }) =>
        PREDICATES.has(kind) &&
        (!crosses(concept) || level.length + counts > 0 || mentions.some((other) => other.concept === 'moving-average')),
    ),
    measures: mentions.filter(({ kind }) => kind === 'measure'),
    figures: level.length,
    counts,
    durations: quantities.length - level.length - quantities.filter(({ unit }) => unit === null).length,
    named: !isPointedAt,
    pastDates: dates.filter(({ relative, from }) => !relative && !isAfter(from, published)).length,
    futureDates: dates.filter(({ from }) => isAfter(from, published)).length,
    ...{
      when: has('connective'),
      habit: has('habit'),
      happened: mentions.some(({ concept }) => concept === 'happened'),
      future: has('future'),
      deny: has('deny'),
    },
    ...{ advice: has('advice'), definition: has('definition'), ofPeople: has('person') },
  };
}

/**
 * The kind of claim that a clause makes, or null where it makes none.
 *
 * @param subject - What it is about.
 */
export function claimKind(clause: Clause, subject: Subject): ClaimKind | null {
  if (subject.markets === 0) return null;
  const signs = signsOf(clause, subject);
  if (isNoStatement(signs) || (subject.isPointedAt && saysLittle(signs))) return null;
  return patternOf(signs) ?? forecastOf(signs) ?? factOf(signs);
}

/** What a clause is about, as far as frames ask. */
export interface Subject {
  /** How many markets it speaks of, those that stand before it included. */
  readonly markets: number;
  /** Whether no more than `it` tells what it is about. */
  readonly isPointedAt: boolean;
  /** The day on which the text came out. */
  readonly published: EpochDay | null;
}

/** `It has grown` may be anything; with a figure, a time or a regularity it is of the market before. */
const saysLittle = ({ figures, habit, happened, relations, durations, pastDates, futureDates, future }: Signs): boolean =>
  figures === 0 && !habit && !happened && relations.length === 0 && durations === 0 && pastDates === 0 && futureDates === 0 && !future;

function isNoStatement({
  advice,
  definition,
  figures,
  relations,
  predicates,
  pastDates,
  habit,
  durations,
  ofPeople,
  future,
}: Signs): boolean {
  if (advice && figures === 0 && relations.length === 0) return true;
  if (ofPeople && figures === 0 && relations.length === 0 && !habit && !future && predicates.every(({ kind }) => kind !== 'state'))
    return true;
  return definition && figures === 0 && pastDates === 0 && predicates.length === 0 && !habit && durations === 0;
}

function patternOf({
  markets,
  relations,
  when,
  habit,
  future,
  predicates,
  figures,
  pastDates,
  durations,
  deny,
  drives,
  happened,
  counts,
}: Signs): ClaimKind | null {
  const isOneCase = pastDates > 0 && figures > 0 && !habit;
  if (relations.length > 0 && !isOneCase) {
    const joins =
      markets > 1 ||
      habit ||
      when ||
      durations > 0 ||
      (deny && predicates.length > 0) ||
      relations.some(({ concept }) => concept === 'matters-more');
    if (joins) return future && !habit ? 'forecast' : 'pattern';
  }
  if (when && predicates.length > 0 && !isOneCase && (habit || (markets > 1 && predicates.length > 1)))
    return future && !habit ? 'forecast' : 'pattern';
  if (happened && (habit || counts > 0 || pastDates > 0 || figures > 0)) return 'pattern';
  if (habit && (predicates.length > 0 || drives) && !(future && pastDates > 0)) return 'pattern';
  if (drives && markets > 1 && !future) return 'pattern';
  return null;
}

const forecastOf = ({
  future,
  predicates,
  figures,
  counts,
  relations,
  measures,
  pastDates,
  futureDates,
  drives,
  named,
}: Signs): ClaimKind | null => {
  const saysWhat = predicates.length + figures + relations.length + measures.length + pastDates + futureDates > 0 || (drives && named);
  return (future && saysWhat) || (futureDates > 0 && predicates.length + figures + counts > 0) ? 'forecast' : null;
};

function factOf({ predicates, measures, figures, counts, pastDates, durations, named, definition, advice }: Signs): ClaimKind | null {
  const isEvent = predicates.some(({ kind }) => kind === 'event');
  const isMove = predicates.some(({ kind }) => kind === 'move');
  const isState = predicates.some(({ kind }) => kind === 'state');
  if (figures > 0 && (predicates.length > 0 || measures.length > 0)) return isState && !isEvent && !isMove ? 'condition' : 'figure';
  if ((isEvent || isMove) && (pastDates > 0 || counts > 0)) return 'figure';
  if (isEvent) return 'figure';
  if (isState || isMove) return 'condition';
  if (named && figures > 0 && !definition && !advice) return 'figure';
  return measures.length > 0 && durations > 0 ? 'condition' : null;
}
