import type { FigureReading } from '../../contract/claims.ts';
import { capitalise, formatCount, formatDate, formatNumber, formatReturn } from '../../contract/format.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { nextCloseDate } from '../../core/calendar/schedule.ts';
import { type Gain, type GainQuestion, gainFrom, largestGain, nearestGain } from '../../core/claims/gain-search.ts';
import type { Checked } from '../../core/language/check.ts';
import { evaluateSeries, evaluateTrigger } from '../../core/language/evaluate.ts';
import type { Curve } from '../../core/series/curve.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import { type ClaimContext, dayOf, emptyFinding, endsBefore, type Finding, untestable } from './claim-context.ts';

type GainCheck = NonNullable<ClaimContext['claim']['check']['gain']>;

/** A reading of where the rise starts: the entry after its event, or the reason why there is none. */
interface Start {
  readonly label: string;
  readonly eventDate: EpochDay | null;
  readonly entry: EpochDay | null;
}

/** A quoted rise: tried from each reading of its start, then from the nearest start that gives it. */
export function checkGainClaim(context: ClaimContext): Finding {
  const asked = context.claim.check.gain;
  if (!asked) throw new Error('a gain claim without a gain');
  const target = readExpression(asked.target, 'series');
  const triggers = asked.readings.map(({ when }) => readExpression(when, 'trigger'));
  const lacking = missingSeries([target, ...triggers], context.known);
  if (lacking.length > 0) return untestable(context, lacking);
  const short = endsBefore(context, [...new Set([target, ...triggers].flatMap(({ series }) => series))], asked.between[1]);
  if (short.length > 0) return untestable(context, [], { data: short });
  const curve = evaluateSeries(target, environmentAsOf(context.panel, context.asOf));
  const starts = asked.readings.map(({ label }, i) =>
    startOf(context, { label, trigger: triggers[i] as Checked }, { curve, between: asked.between }),
  );
  const readings = starts.flatMap((start) => asked.asserted.map((asserted) => tryReading(start, asserted, { asked, curve })));
  const stated = starts.find(({ entry }) => entry !== null);
  const nearest =
    stated?.entry == null
      ? []
      : asked.asserted.map((asserted) => nearestGain(questionOf(asked, asserted, curve), stated.entry as EpochDay, asked.searchDays));
  return {
    ...emptyFinding,
    ...judge(readings, { nearest, stated }, asked),
    figures: [...merge(readings, asked), ...nearestRows(nearest, stated, asked)],
  };
}

const questionOf = ({ tolerance, horizonDays }: GainCheck, asserted: number, { dates, values }: Curve): GainQuestion => ({
  dates,
  values,
  asserted,
  tolerance,
  horizonDays,
});

function startOf(
  context: ClaimContext,
  { label, trigger }: { label: string; trigger: Checked },
  { curve, between }: { curve: Curve; between: readonly [string, string] },
): Start {
  const events = evaluateTrigger(trigger, environmentAsOf(context.panel, context.asOf, curve));
  const [from, to] = between.map(dayOf) as [number, number];
  const at = events.on.findIndex((fired, i) => fired === 1 && (events.dates[i] as number) >= from && (events.dates[i] as number) <= to);
  if (at < 0) return { label, eventDate: null, entry: null };
  return { label, eventDate: events.dates[at] as number, entry: nextCloseDate(curve.schedule, events.knownAt[at] as number) ?? null };
}

/** A tolerance in words: `±5 points`. */
const points = ({ tolerance }: GainCheck): string => `±${formatNumber(tolerance * 100)} points`;

interface TriedReading extends FigureReading {
  readonly asserted: number;
}

function tryReading({ label, entry }: Start, asserted: number, { asked, curve }: { asked: GainCheck; curve: Curve }): TriedReading {
  const window = `${formatDate(asked.between[0])} and ${formatDate(asked.between[1])}`;
  const none = { label, asserted, start: null, end: null, value: null, reproduces: false };
  if (entry === null) return { ...none, note: `no such event between ${window}` };
  const question = questionOf(asked, asserted, curve);
  const found = gainFrom(question, entry);
  const best = found ?? largestGain(question, entry);
  if (!best) return { ...none, note: 'its entry close is not in the data' };
  const note = found
    ? `gives ${formatReturn(asserted)}`
    : `the most it made within ${formatCount(asked.horizonDays, 'day')}; not ${formatReturn(asserted)}`;
  return {
    label,
    asserted,
    start: formatCivilDate(best.start),
    end: formatCivilDate(best.end),
    value: best.value,
    reproduces: found !== undefined,
    note,
  };
}

/** One row for a reading that fails for every asserted figure in the same way; otherwise one for each. */
function merge(readings: readonly TriedReading[], asked: GainCheck): FigureReading[] {
  const quoted = asked.asserted.map((value) => formatReturn(value)).join(' nor ');
  return asked.readings.flatMap(({ label }) => {
    const own = readings.filter((reading) => reading.label === label);
    const rows = own.some(({ reproduces }) => reproduces)
      ? own
      : own.slice(0, 1).map((row) => ({ ...row, note: row.note.replace(/not \+.*$/, `not ${quoted}`) }));
    return rows.map(({ asserted: _, ...row }) => row);
  });
}

function nearestRows(nearest: readonly (Gain | undefined)[], stated: Start | undefined, asked: GainCheck): FigureReading[] {
  return nearest.flatMap((gain, i): FigureReading[] => {
    const quoted = formatReturn(asked.asserted[i] as number);
    if (!gain)
      return [
        {
          label: `nearest start that gives ${quoted}`,
          start: null,
          end: null,
          value: null,
          reproduces: false,
          note: `none within ${formatCount(asked.searchDays, 'day')}`,
        },
      ];
    const label = `nearest start that gives ${quoted}`;
    return [
      {
        label,
        start: formatCivilDate(gain.start),
        end: formatCivilDate(gain.end),
        value: gain.value,
        reproduces: true,
        note: distance(gain.start, stated),
      },
    ];
  });
}

function distance(start: EpochDay, stated: Start | undefined): string {
  const days = start - (stated?.entry ?? start);
  if (days === 0) return `on the day of ${stated?.label}`;
  return `${formatCount(Math.abs(days), 'day')} ${days < 0 ? 'before' : 'after'} ${stated?.label}`;
}

function judge(
  readings: readonly TriedReading[],
  { nearest, stated }: { nearest: readonly (Gain | undefined)[]; stated: Start | undefined },
  asked: GainCheck,
): Pick<Finding, 'verdict' | 'verdictKind' | 'why'> {
  const own = asked.readings[0]?.label;
  const fits = readings.find(({ reproduces }) => reproduces);
  const best = readings.find(({ value }) => value !== null);
  const figures = asked.asserted.map((value) => formatReturn(value)).join(' and ');
  if (fits && fits.label === own)
    return {
      verdictKind: 'reproduces',
      verdict: 'reproduces',
      why: `${capitalise(fits.label)}: ${formatReturn(fits.value)} from ${formatDate(fits.start)} to ${formatDate(fits.end)}.`,
    };
  if (fits) {
    return {
      verdictKind: 'reproduces only if',
      verdict: `reproduces only if read as: ${fits.label}`,
      why: `${capitalise(own ?? '')}: ${readings[0]?.note}. ${capitalise(fits.label)}: ${formatReturn(fits.value)} from ${formatDate(fits.start)} to ${formatDate(fits.end)}.`,
    };
  }
  const unfit = `${readings[0]?.value === null ? `${capitalise(own ?? '')}: ${readings[0]?.note}. ` : ''}${best ? `${capitalise(best.label)}, ${formatDate(best.start)}: at most ${formatReturn(best.value)}, reached ${formatDate(best.end)}.` : ''}`;
  const starts = nearest.flatMap((gain) => (gain ? [gain] : []));
  if (starts.length === 0)
    return {
      verdictKind: 'does not reproduce',
      verdict: 'does not reproduce',
      why: `${unfit} No start within ${formatCount(asked.searchDays, 'day')} gives ${figures}.`,
    };
  const first = starts[0] as Gain;
  const listed = nearest
    .map((gain, i) =>
      gain
        ? `${formatReturn(asked.asserted[i] as number)} needs a start on ${formatDate(formatCivilDate(gain.start))} (${distance(gain.start, stated)}) and an end on ${formatDate(formatCivilDate(gain.end))}`
        : `${formatReturn(asked.asserted[i] as number)} needs a start further off`,
    )
    .join('; ');
  return {
    verdictKind: 'reproduces only if',
    verdict: `reproduces only if it starts ${formatDate(formatCivilDate(first.start))} and ends ${formatDate(formatCivilDate(first.end))}`,
    why: `${unfit} Within ${points(asked)}, ${listed}.`,
  };
}
