import {
  capitalise,
  formatCount,
  formatDate,
  formatInstant,
  formatLevel,
  formatNumber,
  formatPercent,
  formatReturn,
} from '../../contract/format.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Finding } from '../../core/quality/finding.ts';

/** What was found, and what to do. */
export interface Words {
  readonly sentence: string;
  readonly advice: string;
}

type Of<Kind extends Finding['kind']> = Extract<Finding, { kind: Kind }>;

const day = (date: EpochDay): string => formatDate(formatCivilDate(date));
const instant = (at: number): string => formatInstant(new Date(at).toISOString());
const span = (from: EpochDay, to: EpochDay): string => (from === to ? day(from) : `${day(from)} to ${day(to)}`);
const spanOf = (dates: Int32Array): string => span(dates[0] as number, dates.at(-1) as number);

/** A few dates by name, then how many more. */
function listed(dates: Int32Array, most = 4): string {
  const shown = Array.from(dates.subarray(0, most), day).join(', ');
  return dates.length > most ? `${shown} and ${formatNumber(dates.length - most)} more` : shown;
}

/** ` (1.9 %)`; nothing where it rounds to nought. */
const shareOf = (share: number): string => (share < 0.0005 ? '' : ` (${formatPercent(share)})`);

const words: { readonly [Kind in Finding['kind']]: (finding: Of<Kind>) => Words } = {
  'long gap': ({ runs, dates, scheduled }) => {
    const longest = runs.toSorted((a, b) => b.closes - a.closes).slice(0, 3);
    const of = longest.map(({ from, to, closes }) => `${span(from, to)} (${formatNumber(closes)})`).join('; ');
    const count = runs.length === 1 ? 'A gap' : `${formatNumber(runs.length)} gaps, the longest of them`;
    return {
      sentence: `${count}: ${of}. ${formatNumber(dates.length)} of ${formatNumber(scheduled)} scheduled closes are not there.`,
      advice: 'Fill it from another source, or say the true calendar in the catalogue; nothing is filled by itself.',
    };
  },
  'missing closes': ({ dates, scheduled }) => ({
    sentence: `${formatNumber(dates.length)} of ${formatNumber(scheduled)} scheduled closes ${dates.length === 1 ? 'is' : 'are'} not there${shareOf(dates.length / scheduled)}: ${listed(dates)}.`,
    advice: 'An event whose entry falls on such a date has no instance. Pull again, or fill them from another source.',
  }),
  'off calendar': ({ dates, total, weekend }) => ({
    sentence: `${formatNumber(dates.length)} of ${formatCount(total, 'row')} stand on dates that the calendar does not schedule${weekend > 0 ? `, ${formatNumber(weekend)} of them on a weekend` : ', holidays'}: ${listed(dates)}.`,
    advice: 'A trigger may fire there, but nothing can be entered. Drop the rows, or say the true calendar in the catalogue.',
  }),
  'stale tail': ({ last, dates }) => ({
    sentence: `The last observation is of ${day(last)}; ${formatCount(dates.length, 'close has', 'closes have')} become known since.`,
    advice: 'Pull it, or bring a newer file; if the source has ended, name another.',
  }),
  frozen: ({ dates, value, usual }) => ({
    sentence: `The value ${formatLevel(value)} stands ${formatNumber(dates.length)} times in a row, ${spanOf(dates)}; around it ${formatPercent(usual)} of the steps stand still.`,
    advice: 'A market that was closed, or a feed that stopped: see a second source, and leave the repeats out if it moved.',
  }),
  'weekend fill': ({ weekend, weekday }) => ({
    sentence: `Weekends repeat the day before on ${formatPercent(weekend)} of the days, weekdays on ${formatPercent(weekday)}: the series does not trade every day.`,
    advice: 'Leave the filled days out, or say the weekdays’ calendar in the catalogue.',
  }),
  'unit break': ({ at, power, before, after }) => ({
    sentence: `On ${day(at)} the level jumps from ${formatLevel(before)} to ${formatLevel(after)}, about ${power > 0 ? '' : 'one to '}${formatNumber(10 ** Math.abs(power))}${power > 0 ? ' times' : ''}, and stays: the unit has changed.`,
    advice: `Multiply what stands before by ${power > 0 ? formatNumber(10 ** power) : `1/${formatNumber(10 ** -power)}`}, or pull the whole series anew.`,
  }),
  spike: ({ dates, value, previous, next, size, opinion, other }) => ({
    sentence: `${spanOf(dates)}: ${formatLevel(value)} between ${formatLevel(previous)} and ${formatLevel(next)}, out and back by ${formatNumber(size)} times the usual move; ${OPINIONS[opinion]}${other === null ? '' : ` (${formatLevel(other)})`}.`,
    advice: {
      confirmed: 'Nothing: both sources have it.',
      refuted: 'Leave the value out, or take the second source’s.',
      unconfirmed: 'See a second source (--against) before it is believed.',
    }[opinion],
  }),
  seam: ({ at, ratio: [n, m], step, opinion }) => ({
    sentence: `On ${day(at)} the close is ${formatNumber(step, 3)} of the close before and stays there, as after a split of ${n}:${m}; ${opinion === 'refuted' ? 'adjusted closes or the second source do not fall' : 'nothing there can tell'}.`,
    advice: `Multiply what stands before by ${m}/${n}, or read the adjusted closes.`,
  }),
  'negative dividend': ({ dates, at, largest, changes }) => ({
    sentence: `The adjusted closes fall against the closes on ${formatCount(dates.length, 'date')}, most on ${day(at)} (${formatReturn(-largest)}), as if dividends had been negative; the ratio changes on ${formatPercent(changes)} of the dates.`,
    advice: 'Adjusted and raw closes do not belong together: take both from one source and one day.',
  }),
  'partial bar': ({ dates, evidence }) => partialBar(day(dates[0] as number), evidence),
  'off by one': ({ dates, shift, step, asDated, moved }) => ({
    sentence: `${spanOf(dates)}: the values stand one ${step} too ${shift < 0 ? 'late' : 'early'}; their returns have a correlation of ${formatNumber(asDated, 2)} with the second source’s as dated, and of ${formatNumber(moved, 2)} moved by one.`,
    advice: `Move the dates of that time by one ${step} ${shift < 0 ? 'back' : 'on'}, or take the second source.`,
  }),
  disagreement: ({ dates, share, observations, largest, largestOn, value, other, era, isOther }) => ({
    sentence: `${formatNumber(dates.length)} of ${formatNumber(observations)} common dates (${formatPercent(share)}) differ from the second source, most on ${day(largestOn)}: ${formatLevel(value)} against ${formatLevel(other)} (${formatPercent(largest)})${era ? `; from ${span(era.from, era.to)} ${formatPercent(era.share)} of them do` : ''}.`,
    advice: isOther
      ? 'The two are different quantities: only their dates can be compared.'
      : 'See which of the two is right on those dates; take one source for the whole.',
  }),
  'not positive': ({ dates, value }) => ({
    sentence: `${day(dates[0] as number)}: ${formatLevel(value)} among values that are positive.`,
    advice: 'It has no logarithm and is no price: leave it out.',
  }),
};

const OPINIONS = {
  confirmed: 'the second source has the move too',
  refuted: 'the second source does not have it',
  unconfirmed: 'no second source has the date',
} as const;

function partialBar(date: string, evidence: Of<'partial bar'>['evidence']): Words {
  if (evidence.by === 'second source') {
    return {
      sentence: `The last bar, ${date}, is ${formatPercent(evidence.difference)} from the second source; before it 99 of 100 were within ${formatPercent(evidence.usual)}. It may have been taken while it formed.`,
      advice: 'Pull it again after its close.',
    };
  }
  const times = `it was recorded on ${instant(evidence.recordedAt)} and closes on ${instant(evidence.closesAt)}`;
  if (evidence.by === 'clock') {
    return { sentence: `The bar of ${date} still forms: ${times}.`, advice: 'Leave it out until its close, then pull it again.' };
  }
  const { first, final } = evidence;
  return {
    sentence: `The bar of ${date} was stored while it formed (${times}): ${formatLevel(first)} then, ${formatLevel(final)} now.`,
    advice: 'Nothing: the final value has taken its place. A study run in between has used the first.',
  };
}

/** A finding in words, with its figures and what to do. */
export function wordsOf(finding: Finding): Words {
  const { sentence, advice } = (words[finding.kind] as (finding: Finding) => Words)(finding);
  return { sentence: capitalise(sentence), advice };
}
