import { addSpan, formatCivilDate } from '../../../core/calendar/civil-date.ts';
import { type Draft, type DraftContext, directionOf, missing, namedSpan, predicatesOf, seriesOf, subjectsOf } from './parts.ts';

/** Farthest that a forecast without a date is looked at, in days. */
const A_YEAR = 365;
/** What makes a forecast more than a direction. */
const MORE: ReadonlySet<string> = new Set(['outperforms', 'underperforms', 'leads', 'follows', 'opposes', 'when', 'sideways', 'inversion']);

/** Something to come, of which a direction alone is said: what the market has done since, to the day that the claim names. */
export function draftForecast(context: DraftContext): Draft {
  const { candidate, published } = context;
  const { subjects, lacking } = subjectsOf(context);
  const test = 'What it has done since.';
  const [subject, another] = subjects;
  if (!subject || lacking.length > 0) return missing(test, ...seriesOf(lacking));
  if (another || candidate.mentions.some(({ concept }) => MORE.has(concept)))
    return missing(test, 'a forecast of one market alone, without a condition');
  if (!predicatesOf(candidate).some(({ move }) => move !== null)) return missing(test, 'which way it is to go');
  if (!/^[\w.]+$/.test(subject.series)) return missing(test, 'one series, not an expression, for a forecast');
  const span = namedSpan(candidate);
  const named = candidate.dates.map(({ to }) => to).find((to) => to !== null && to > published);
  const until = formatCivilDate(named ?? (span && afterSpan(published, span.value)) ?? published + A_YEAR);
  const direction = directionOf(candidate.mentions);
  return {
    check: { since: { targets: [subject.series], until, direction } },
    test: `What ${subject.title} did since, to ${until}; any ${direction === 'up' ? 'rise' : 'fall'} counts.`,
    used: span ? [span.from] : [],
    missing: [],
  };
}

function afterSpan(day: number, span: string): number {
  const [, count, unit] = /^(\d+)(d|w|mo|y)$/.exec(span) ?? [];
  return count === undefined ? day + A_YEAR : addSpan(day, { count: Number(count), unit: unit as 'd' | 'w' | 'mo' | 'y' });
}
