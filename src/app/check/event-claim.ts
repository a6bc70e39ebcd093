import type { FigureReading } from '../../contract/claims.ts';
import { capitalise, formatDate, formatLevel } from '../../contract/format.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import { type ClaimContext, dayOf, emptyFinding, endsBefore, type Finding, namedNeed, untestable } from './claim-context.ts';

/** A dated event: it reproduces when the claim's own reading fires between the dates, or only if a stand-in is taken. */
export function checkEventClaim(context: ClaimContext): Finding {
  const asked = context.claim.check.event;
  if (!asked) throw new Error('an event claim without an event');
  const expressions = asked.readings.map(({ when }) => readExpression(when, 'trigger'));
  const lacking = expressions.map((expression) => missingSeries([expression], context.known));
  if (lacking.every((ids) => ids.length > 0)) return untestable(context, [...new Set(lacking.flat())]);
  const figures = asked.readings.map(({ label }, i): FigureReading => {
    const absent = lacking[i] as string[];
    if (absent.length > 0)
      return { label, start: null, end: null, value: null, reproduces: null, note: `not tried: needs ${absent.join(', ')}` };
    return readEvent(context, { label, trigger: expressions[i] as Checked }, asked.between);
  });
  const short = asked.readings.flatMap((_, i) => endsBefore(context, (expressions[i] as Checked).series, asked.between[1]));
  if (!figures.some(({ reproduces }) => reproduces) && short.length > 0) return untestable(context, [], { data: [...new Set(short)] });
  const own = figures[0] as FigureReading;
  const standIns = figures.filter(({ reproduces }) => reproduces);
  const isCondition = context.claim.kind === 'condition';
  const standing = standIns.length === 0 ? 'none' : own.reproduces ? 'own' : 'stand-in';
  const word = isCondition ? (own.reproduces ? 'true then' : 'false then') : FIGURE_WORDS[standing];
  return {
    ...emptyFinding,
    verdictKind: word,
    verdict: word === 'reproduces only if' ? `${word} ${standIns[0]?.label} stands in` : word,
    why: `${whyOf(own, standIns)}${weeklyNote(context, expressions)}`,
    figures,
    needs: [...new Set(lacking.flat())].map((id) => namedNeed(context, id)),
  };
}

const FIGURE_WORDS = { none: 'does not reproduce', own: 'reproduces', 'stand-in': 'reproduces only if' } as const;

/** Weekly closes date an event by the week: the day itself may be an earlier one. */
function weeklyNote({ panel }: ClaimContext, expressions: readonly Checked[]): string {
  const isWeekly = expressions.flatMap(({ series }) => series).some((id) => panel.series.get(id)?.calendar.startsWith('weekly'));
  return isWeekly ? ' These are weekly closes: daily ones can put it on an earlier day of that week, at another value.' : '';
}

function readEvent(
  context: ClaimContext,
  { label, trigger }: { label: string; trigger: Checked },
  between: readonly [string, string],
): FigureReading {
  const events = evaluateTrigger(trigger, environmentAsOf(context.panel, context.asOf));
  const [from, to] = between.map(dayOf) as [number, number];
  const all = Array.from(events.on.keys()).filter((i) => events.on[i]);
  const inside = all.filter((i) => (events.dates[i] as number) >= from && (events.dates[i] as number) <= to);
  const shown = inside[0] ?? all.at(-1);
  if (shown === undefined)
    return { label, start: null, end: null, value: null, reproduces: false, note: 'it never happened in these data' };
  const date = formatCivilDate(events.dates[shown] as number);
  const value = events.values[shown] as number;
  const note =
    inside.length > 0
      ? `${inside.length === 1 ? 'once' : `${inside.length} times`} between ${formatDate(between[0])} and ${formatDate(between[1])}, first on ${formatDate(date)}`
      : `not between ${formatDate(between[0])} and ${formatDate(between[1])}; last on ${formatDate(date)}`;
  return { label, start: date, end: null, value, reproduces: inside.length > 0, note };
}

function whyOf(own: FigureReading, fits: readonly FigureReading[]): string {
  const told = fits.map(toldAs).join(' ');
  if (own.reproduces) return told;
  const first = own.reproduces === null ? `${capitalise(own.label)} is not in these data.` : `${capitalise(own.label)}: ${own.note}.`;
  return `${first} ${told}`.trim();
}

const toldAs = ({ label, value, start }: FigureReading): string => `${capitalise(label)}: ${formatLevel(value)} on ${formatDate(start)}.`;
