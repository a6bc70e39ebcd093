import { formatCivilDate } from '../../../core/calendar/civil-date.ts';
import {
  between,
  boundsOf,
  changeOf,
  type Draft,
  type DraftContext,
  directionOf,
  levelOf,
  lies,
  missing,
  namedSpan,
  periodOf,
  predicatesOf,
  type Subject,
  seriesOf,
  shareOf,
  signedShare,
  subjectsOf,
} from './parts.ts';
import { triggerOf } from './trigger.ts';

/** How far from a quoted percentage still counts as the same: a twentieth of it, a percentage point at least. */
const shareSlack = (share: number): number => Math.max(0.01, Math.abs(share) / 20);
/** How far from a quoted level still counts as the same: a hundredth. */
const levelSlack = (level: number): number => Math.max(Math.abs(level) / 100, 1e-9);

const FROM_SOURCE = 'The figure itself, from its source.';

/** Measures that prices themselves tell. */
const PRICED: ReadonlySet<string> = new Set(['resistance', 'support', 'moving-average', 'returns', 'volatility', 'risk-appetite']);

/** A measure that no price tells, such as earnings or flows. */
function otherMeasure({ candidate, markets }: DraftContext): string | undefined {
  const measured = candidate.mentions.find(({ kind, concept }) => kind === 'measure' && !PRICED.has(concept));
  const titles = candidate.about.map((id) => markets.get(id)?.title ?? id).join(', ');
  return measured && `data on ${measured.concept.replaceAll('-', ' ')} of ${titles}`;
}

/** The one market of a claim. Of two nobody knows whose figure it is; a wider one that it belongs to is no second. */
function onlySubject(context: DraftContext): Subject | readonly string[] {
  const { subjects, lacking } = subjectsOf(context);
  const [subject] = subjects;
  const other = otherMeasure(context);
  if (other !== undefined) return [other];
  if (!subject || lacking.length > 0) return seriesOf(lacking);
  const isPartOf = (one: string, of: string) => context.markets.get(one)?.part_of.includes(of) === true;
  const another = subjects.find(({ id }) => id !== subject.id && !isPartOf(id, subject.id) && !isPartOf(subject.id, id));
  return another ? [`a check of ${subject.title} and ${another.title} together`] : subject;
}

/** A fact of the past: an event between dates, a change over a period, a level on a day. */
export function draftFigure(context: DraftContext): Draft {
  const { candidate } = context;
  const subject = onlySubject(context);
  if (!('series' in subject)) return missing(FROM_SOURCE, ...subject);
  if (!periodOf(context)) return missing(FROM_SOURCE, `data on ${subject.title} to the day that is named`);
  const moved = predicatesOf(candidate).some(({ kind, concept }) => kind === 'move' || concept === 'sell-off' || concept === 'boom');
  if (shareOf(candidate) !== undefined && moved && !subject.isRate) return change(context, subject);
  const drafted = event(context, subject) ?? (moved ? undefined : level(context, subject));
  return drafted ?? missing(FROM_SOURCE, 'an event, a level or a change that the language can express');
}

function change(context: DraftContext, subject: Subject): Draft {
  const { candidate, text, spacing } = context;
  const share = shareOf(candidate);
  const period = periodOf(context);
  const span = namedSpan(candidate);
  if (!share || !period || (!period.isNamed && !span))
    return missing('The change over the time that is meant.', 'from when to when it changed');
  // `Fell to 55 %` is a level of something else than a price.
  if (/\b(?:to|auf|al?|all['’]|à|para|hasta)\s*$/iu.test(text.slice(Math.max(0, share.from.start - 8), share.from.start)))
    return missing(FROM_SOURCE, `a check that takes “${text.slice(share.from.start, share.from.end)}” in`);
  // Of a year these are 364 days, whole weeks, so that a weekly table has both ends.
  const days = period.to - period.from;
  const over = span?.value ?? (days === 0 ? '1' : `${days}d`);
  if (span === undefined && Math.max(days, 1) < spacing)
    return missing('The change over the time that is meant.', `closer values of ${subject.title} than every ${spacing} days`);
  const value = changeOf(subject, over);
  const bounds = boundsOf(share.from, (each) => signedShare(share.from, each, candidate.mentions), shareSlack);
  return {
    check: {
      condition: {
        on: formatCivilDate(period.to),
        conditions: [{ label: `${subject.title} changed as is said`, holds: lies(value, bounds), value, unit: '%' }],
      },
    },
    test: `The change of ${subject.title} ${over === '1' ? 'on the day' : `over ${over}`} to ${formatCivilDate(period.to)}.`,
    used: [share.from, ...(span ? [span.from] : [])],
    missing: [],
  };
}

function event(context: DraftContext, subject: Subject): Draft | undefined {
  const { candidate, spacing } = context;
  const period = periodOf(context);
  if (!period) return undefined;
  const isFirst = candidate.mentions.some(({ concept }) => concept === 'first-time');
  const made = predicatesOf(candidate)
    .filter(({ kind }) => kind === 'event')
    .map((mention) =>
      mention.concept === 'new-high' ? { trigger: `all_time_high(${subject.series})`, used: [] } : triggerOf(mention, subject, candidate),
    )
    .find((trigger) => trigger !== undefined);
  if (made === undefined) return undefined;
  if (period.isNamed && period.to - period.from + 1 < spacing)
    return missing('Whether it happened then.', `closer values of ${subject.title} than every ${spacing} days`);
  const when = isFirst ? made.trigger.replace(/^crosses_above/, 'first_close_above') : made.trigger;
  return {
    check: { event: { between: between(period), readings: [{ label: `${subject.title}, by its closes`, when }] } },
    test: `Whether it happened between ${between(period).join(' and ')}.`,
    used: made.used,
    missing: [],
  };
}

function level(context: DraftContext, subject: Subject): Draft | undefined {
  const named = levelOf(context.candidate, subject);
  const period = periodOf(context);
  if (named === undefined || !period) return undefined;
  const on = formatCivilDate(period.to);
  const scale = (value: number) => (named.from.unit === 'bp' ? value / 100 : value);
  const says = (concept: string) => context.candidate.mentions.some((mention) => mention.concept === concept);
  const approx = says('cross-below') ? 'under' : says('cross-above') ? 'over' : named.from.approx;
  const bounds = boundsOf({ ...named.from, approx }, scale, levelSlack);
  // Between two weekly closes a price is anywhere; a rate moves little.
  if (bounds.low !== null && bounds.high !== null && context.spacing > 1 && !subject.isRate)
    return missing('Its level then.', `closer values of ${subject.title} than every ${context.spacing} days`);
  return {
    check: {
      condition: {
        on,
        conditions: [
          {
            label: `${subject.title} at the level that is said`,
            holds: lies(subject.series, bounds),
            value: subject.series,
            unit: 'points',
          },
        ],
      },
    },
    test: `The level of ${subject.title} on ${on}.`,
    used: [named.from],
    missing: [],
  };
}

/** A state of affairs, read on the day of the claim. */
export function draftCondition(context: DraftContext): Draft {
  const { candidate } = context;
  const test = 'Its value against its own past.';
  const subject = onlySubject(context);
  if (!('series' in subject)) return missing(test, ...subject);
  const period = periodOf(context);
  if (!period) return missing(test, `data on ${subject.title} to the day that is named`);
  const states = predicatesOf(candidate).map(({ concept }) => concept);
  const named = level(context, subject);
  if (named && states.includes('stands')) return named;
  const made = states.map((state) => STATES[state]?.(subject, context)).find((found) => found !== undefined);
  if (!made) return named ?? missing(test, 'a state that the language can express');
  const on = formatCivilDate(period.isNamed ? period.to : context.published);
  const span = namedSpan(candidate);
  return {
    check: { condition: { on, conditions: [{ label: made.label, holds: made.holds, value: made.value, unit: made.unit }] } },
    test: `${made.label}, on ${on}.`,
    used: span ? [span.from] : [],
    missing: [],
  };
}

interface State {
  readonly label: string;
  readonly holds: string;
  readonly value: string;
  readonly unit: string;
}

/** Over which a state is looked at where the claim names no time. */
const A_WHILE = '91d';
const SIDEWAYS = 0.1;

const spanIn = ({ candidate }: DraftContext): string => namedSpan(candidate)?.value ?? A_WHILE;

function trend(subject: Subject, context: DraftContext, direction: 'up' | 'down'): State {
  const value = changeOf(subject, spanIn(context));
  return {
    label: `${subject.title} ${direction === 'up' ? 'higher' : 'lower'} than ${spanIn(context)} before`,
    holds: `${value} ${direction === 'up' ? '>' : '<'} 0`,
    ...{ value, unit: subject.isRate ? 'points' : '%' },
  };
}

const rank = ({ series, title }: Subject, word: 'high' | 'low'): State => ({
  label: `${title} among the ${word === 'high' ? 'highest' : 'lowest'} fifth of its last five years`,
  holds: `pct_rank(${series}, lookback: 5y) ${word === 'high' ? '> 0.8' : '< 0.2'}`,
  ...{ value: `pct_rank(${series}, lookback: 5y)`, unit: '%' },
});

const STATES: Readonly<Record<string, (subject: Subject, context: DraftContext) => State | undefined>> = {
  sideways: (subject, context) => {
    const value = changeOf(subject, spanIn(context));
    return {
      label: `${subject.title} within 10 % of where it was ${spanIn(context)} before`,
      holds: `${value} < ${SIDEWAYS} and ${value} > 0 - ${SIDEWAYS}`,
      value,
      unit: '%',
    };
  },
  low: (subject) => rank(subject, 'low'),
  high: (subject) => rank(subject, 'high'),
  rise: (subject, context) => trend(subject, context, 'up'),
  'comes-back': (subject, context) => trend(subject, context, 'up'),
  fall: (subject, context) => trend(subject, context, 'down'),
  negative: ({ series, title }) => ({ label: `${title} below zero`, holds: `${series} < 0`, value: series, unit: 'points' }),
  inversion: ({ series, title }) => ({ label: `${title} below zero`, holds: `${series} < 0`, value: series, unit: 'points' }),
  trend: (subject, context) => trend(subject, context, directionOf(context.candidate.mentions)),
};
