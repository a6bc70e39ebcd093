import { formatCivilDate } from '../../../core/calendar/civil-date.ts';
import {
  between,
  changeOf,
  type Draft,
  type DraftContext,
  directionOf,
  levelOf,
  literal,
  missing,
  namedSpan,
  periodOf,
  predicatesOf,
  type Subject,
  seriesOf,
  shareOf,
  subjectsOf,
} from './parts.ts';
import { triggerOf } from './trigger.ts';

/** How far from a quoted percentage still counts as the same: a twentieth of it, a percentage point at least. */
const toleranceOf = (share: number): number => Math.max(0.01, Math.abs(share) / 20);
/** How far from a quoted level still counts as the same. */
const LEVEL_TOLERANCE = 0.01;
const LONG_DAYS = 20;

/** A fact of the past: an event between dates, a change over a period, a level on a day. */
export function draftFigure(context: DraftContext): Draft {
  const { candidate } = context;
  const { subjects, lacking } = subjectsOf(context);
  const measured = candidate.mentions.find(({ kind, concept }) => kind === 'measure' && !PRICED.has(concept));
  if (measured)
    return missing('The figure itself, from its source.', `data on ${measured.concept.replaceAll('-', ' ')} of ${nameOf(context)}`);
  const [subject] = subjects;
  // Of two markets of which one has no data nobody knows whose figure it is.
  if (!subject || lacking.length > 0) return missing('The figure itself, from its source.', ...seriesOf(lacking));
  const share = shareOf(candidate);
  const moved = predicatesOf(candidate).some(({ kind, concept }) => kind === 'move' || concept === 'sell-off' || concept === 'boom');
  if (share !== undefined && moved && !subject.isRate) return change(context, subject, share);
  return (
    event(context, subject) ??
    level(context, subject) ??
    missing('The figure itself, from its source.', 'an event, a level or a change that the language can express')
  );
}

/** Measures that prices themselves tell. */
const PRICED: ReadonlySet<string> = new Set([
  'resistance',
  'support',
  'moving-average',
  'returns',
  'volatility',
  'risk-appetite',
  'capitalisation',
  'companies',
]);

const nameOf = ({ candidate, markets }: DraftContext): string => candidate.about.map((id) => markets.get(id)?.title ?? id).join(', ');

function change(context: DraftContext, subject: Subject, share: number): Draft {
  const period = periodOf(context);
  const span = namedSpan(context.candidate);
  if (!period.isNamed && span === undefined) return missing('The change over the time that is meant.', 'from when to when it changed');
  // A day's change is over one observation; a year's over its days.
  // Of a year these are 364 days, whole weeks, so that a weekly table has both ends.
  const days = period.to - period.from;
  const over = span ?? (days >= LONG_DAYS && period.isNamed ? `${days}d` : '1');
  const value = changeOf(subject, over);
  const tolerance = toleranceOf(share);
  return {
    check: {
      condition: {
        on: formatCivilDate(period.to),
        conditions: [
          {
            label: `${subject.title} changed by about ${Number((100 * share).toPrecision(3))} %`,
            holds: `${value} > ${literal(share - tolerance)} and ${value} < ${literal(share + tolerance)}`,
            value,
            unit: '%',
          },
        ],
      },
    },
    test: `The change of ${subject.title} ${over === '1' ? 'on the day' : `over ${over}`} to ${formatCivilDate(period.to)}.`,
    missing: [],
  };
}

function event(context: DraftContext, subject: Subject): Draft | undefined {
  const { candidate } = context;
  const isFirst = candidate.mentions.some(({ concept }) => concept === 'first-time');
  const when = predicatesOf(candidate)
    .filter(({ kind }) => kind === 'event')
    .map((mention) => (mention.concept === 'new-high' ? `all_time_high(${subject.series})` : triggerOf(mention, subject, candidate)))
    .find((trigger) => trigger !== undefined);
  if (when === undefined) return undefined;
  const first = isFirst ? when.replace(/^crosses_above/, 'first_close_above') : when;
  return {
    check: { event: { between: between(periodOf(context)), readings: [{ label: `${subject.title}, by its closes`, when: first }] } },
    test: `Whether it happened between ${between(periodOf(context)).join(' and ')}.`,
    missing: [],
  };
}

/** Whether a level is said to be above or below a number. */
function sideOf({ mentions, quantities }: DraftContext['candidate']): '<' | '>' | null {
  const says = (concept: string, approx: string) =>
    mentions.some((mention) => mention.concept === concept) || quantities.some((quantity) => quantity.approx === approx);
  if (says('cross-below', 'under')) return '<';
  return says('cross-above', 'over') ? '>' : null;
}

function level(context: DraftContext, subject: Subject): Draft | undefined {
  const value = levelOf(context.candidate, subject);
  if (value === undefined) return undefined;
  const on = formatCivilDate(periodOf(context).to);
  const slack = Math.max(Math.abs(value) * LEVEL_TOLERANCE, 1e-9);
  const side = sideOf(context.candidate);
  const holds =
    side === null
      ? `${subject.series} > ${literal(value - slack)} and ${subject.series} < ${literal(value + slack)}`
      : `${subject.series} ${side} ${literal(value)}`;
  return {
    check: {
      condition: {
        on,
        conditions: [
          {
            label: `${subject.title} ${side === null ? 'at about' : side === '<' ? 'below' : 'above'} ${value}`,
            holds,
            value: subject.series,
            unit: 'points',
          },
        ],
      },
    },
    test: `The level of ${subject.title} on ${on}.`,
    missing: [],
  };
}

/** A state of affairs, read on the day of the claim. */
export function draftCondition(context: DraftContext): Draft {
  const { candidate } = context;
  const { subjects, lacking } = subjectsOf(context);
  const [subject] = subjects;
  if (!subject || lacking.length > 0) return missing('Its value against its own past.', ...seriesOf(lacking));
  const states = predicatesOf(candidate).map(({ concept }) => concept);
  const made = states.map((state) => STATES[state]?.(subject, context)).find((found) => found !== undefined);
  if (!made) return level(context, subject) ?? missing('Its value against its own past.', 'a state that the language can express');
  const on = formatCivilDate(periodOf(context).isNamed ? periodOf(context).to : context.published);
  return {
    check: { condition: { on, conditions: [{ label: made.label, holds: made.holds, value: made.value, unit: made.unit }] } },
    test: `${made.label}, on ${on}.`,
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

const spanIn = ({ candidate }: DraftContext): string => namedSpan(candidate) ?? A_WHILE;

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

/** Farthest that a forecast without a date is looked at, in days. */
const A_YEAR = 365;

/** Something to come: what the market has done since, to the day that the claim names. */
export function draftForecast(context: DraftContext): Draft {
  const { candidate, published } = context;
  const { subjects, lacking } = subjectsOf(context);
  if (subjects.length === 0) return missing('What it has done since.', ...seriesOf(lacking));
  const named = candidate.dates.map(({ to }) => to).find((to) => to !== null && to > published);
  const plain = subjects.filter(({ series }) => /^[\w.]+$/.test(series));
  if (plain.length === 0) return missing('What it has done since.', 'one series, not an expression, for a forecast');
  return {
    check: {
      since: {
        targets: plain.map(({ series }) => series),
        until: formatCivilDate(named ?? published + A_YEAR),
        direction: directionOf(candidate.mentions),
      },
    },
    test: `What ${plain.map(({ title }) => title).join(', ')} did since, to ${formatCivilDate(named ?? published + A_YEAR)}; ${directionOf(candidate.mentions) === 'up' ? 'any rise' : 'any fall'} counts${levelOf(candidate, plain[0] as Subject) === undefined ? '' : ', the level that is named is not asked for'}.`,
    missing: [],
  };
}
