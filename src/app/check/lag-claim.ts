import type { CrossCheck } from '../../contract/cross-checks.ts';
import { cardinal, formatCount, formatDate, formatNumber, formatP, formatPercent, formatProbability } from '../../contract/format.ts';
import { formatCivilDate, parseSpan, type Span } from '../../core/calendar/civil-date.ts';
import { judgeRelation } from '../../core/claims/judge-relation.ts';
import type { Direction, Judgement } from '../../core/claims/judge-study.ts';
import { evaluateTrigger } from '../../core/language/evaluate.ts';
import { adjustP } from '../../core/methods/inference/p-adjust.ts';
import { type BothSides, largestP } from '../../core/methods/inference/shift.ts';
import type { LeadLag, LeadLagParts } from '../../core/methods/lead-lag/lead-lag.ts';
import type { TimeToPeak } from '../../core/methods/lead-lag/time-to-peak.ts';
import { type Insufficient, isInsufficient } from '../../core/numerics/insufficient.ts';
import { atCloses } from '../../core/series/panel.ts';
import type { Series } from '../../core/series/series.ts';
import { RECORD, runLag, seriesOf, windowYears } from '../lag.ts';
import { eventOf } from '../pack.ts';
import { environmentAsOf, missingSeries, readExpression } from '../panel.ts';
import { lagInDays, lagTests } from '../present/lag-result.ts';
import { relationHowSure } from '../present/relation-how-sure.ts';
import { verdictText } from '../present/verdict-words.ts';
import { type ClaimContext, emptyFinding, type Finding, untestable } from './claim-context.ts';

type LagCheck = NonNullable<ClaimContext['claim']['check']['lag']>;

/** Lead and lag: the first following series that there is stands for the claim; all of them are the family. */
export function checkLagClaim(context: ClaimContext): Finding {
  const asked = context.claim.check.lag;
  if (!asked) throw new Error('a lag claim without a pair');
  const lackingOf = (texts: readonly string[]) =>
    missingSeries(
      texts.map((text) => readExpression(text, 'series')),
      context.known,
    );
  const lacking = lackingOf([asked.lead, ...asked.follow]);
  const there = asked.follow.filter((text) => lackingOf([text]).length === 0);
  const lackingEvents = asked.when === undefined ? [] : missingSeries([readExpression(asked.when, 'trigger')], context.known);
  if (there.length === 0 || lackingOf([asked.lead]).length > 0 || lackingEvents.length > 0)
    return untestable(context, [...lacking, ...lackingEvents], context.claim.check.needs);
  const members = there.map((id) => memberOf(context, asked, id));
  const own = members[0] as Member;
  if (!own.p) return untestable(context, [], { data: [`more of ${own.id} (${own.reason})`] });
  const adjusted = adjustedOf(members);
  const isFew = own.events !== null && own.events < FEWEST_EVENTS;
  const judged = judgeRelation(
    { adjusted, halves: own.halves ?? { why: 'the halves have too few dates or events' }, ...own.confirmed },
    asked.direction,
  );
  const judgement: Judgement = isFew ? { verdict: 'too few events', gates: [], hangsOn: [], needs: null } : judged;
  const until = formatDate(formatCivilDate(Math.min(context.asOf, context.madeOn)));
  return {
    ...emptyFinding,
    verdict: verdictText(judgement),
    verdictKind: judgement.verdict,
    why: `${own.sentence} ${formatP(own.p[asked.direction])}${members.length > 1 ? `, in the family of ${cardinal(members.length)} adjusted ${formatProbability(adjusted[asked.direction])}` : ''}.`,
    facts: [{ label: 'family', value: there.map((id) => `${asked.lead} and ${id}`).join(', ') }, ...own.steadiness],
    howSure: relationHowSure({ judgement, p: own.p[asked.direction], family: members.length, cases: own.cases, rows: own.rows }),
    relations: members.flatMap(({ rows }) => rows),
    gates: judgement.gates.map((gate) => ({ ...gate })),
    needs: lacking,
    notes: [
      `The verdict rests on what was known on ${until}, and on ${asked.lead} and ${own.id}.`,
      ...(asked.asks === 'same time'
        ? [
            'Moving at the same time says nothing of what comes first: nobody can trade on it. Values are paired by the dates that they describe, not by when they were published.',
          ]
        : []),
      ...(asked.asks === 'same time'
        ? []
        : [
            `An event of ${asked.lead}: ${asked.when ?? eventOf(RECORD, asked.lead)}${asked.asks === 'order' ? `; of the others: ${asked.event ?? RECORD}` : ''}.`,
          ]),
      'A close of New York and the end of the same day in UTC are hours apart: what moves first is told by the instants, not by the dates.',
      ...(lacking.length > 0 ? [`Left out of the family for want of data: ${lacking.join(', ')}.`] : []),
    ],
  };
}

/** As for a pattern: fewer cases than this cannot be judged. */
const FEWEST_EVENTS = 3;

interface Member {
  readonly id: string;
  /** The headline p of what is asked, upwards and downwards; null where it cannot be had. */
  readonly p: BothSides | null;
  readonly reason: string;
  /** Independent cases, where the question is about events. */
  readonly events: number | null;
  readonly halves: BothSides | null;
  readonly confirmed: { readonly confirmed?: BothSides & { readonly why: string } };
  readonly sentence: string;
  readonly rows: CrossCheck[];
  /** What the independent cases are, for the reader. */
  readonly cases: string;
  /** The same by half and in windows. */
  readonly steadiness: Finding['facts'];
}

function memberOf({ panel, asOf, madeOn }: ClaimContext, asked: LagCheck, id: string): Member {
  const environment = environmentAsOf(panel, Math.min(asOf, madeOn));
  const clock = asked.asks === 'same time' ? atCloses : (series: Series) => series;
  const [a, b] = [asked.lead, id].map((text) => clock(seriesOf(text, environment))) as [Series, Series];
  const firedBy = (text: string) => evaluateTrigger(readExpression(text, 'trigger'), environment);
  const own = firedBy(asked.when ?? eventOf(RECORD, asked.lead));
  const others = firedBy(asked.event ? eventOf(asked.event, id) : (asked.when ?? eventOf(RECORD, id)));
  const within = parseSpan(asked.within) as Span;
  const result = runLag({
    change: asked.change,
    // Time to the peak is asked with a lead: how long it takes belongs to it.
    asked: asked.asks === 'lead' ? ['lead', 'timing'] : [asked.asks],
    a,
    b,
    within,
    events: { a: own, b: others },
  });
  if (isInsufficient(result))
    return {
      id,
      p: null,
      reason: result.reason,
      events: null,
      halves: null,
      confirmed: {},
      sentence: '',
      rows: [],
      cases: '',
      steadiness: [],
    };
  const told = headlineOf(asked.asks, result);
  const halves = result.eras.map(({ result: era }) => (isInsufficient(era) ? era : headlineOf(asked.asks, era)));
  const names = { a: asked.lead, b: id, within, change: asked.change, direction: asked.direction };
  return {
    id,
    p: isInsufficient(told) ? null : told,
    reason: isInsufficient(told) ? told.reason : '',
    events: eventsOf(asked.asks, result),
    halves: halves.length === 2 && halves.every((half): half is BothSides => !isInsufficient(half)) ? largestP(halves) : null,
    confirmed: asked.asks === 'lead' ? confirmation(result) : {},
    sentence: isInsufficient(told) ? '' : sentences[asked.asks](result, names),
    rows: lagTests(result, names),
    cases: casesOf(asked.asks, result),
    steadiness: steadinessOf(result, names),
  };
}

function casesOf(asks: LagCheck['asks'], result: LeadLag): string {
  const events = eventsOf(asks, result);
  if (events !== null) return formatCount(events, 'independent event');
  return `${formatCount(result.observations, 'pair of changes', 'pairs of changes')}, ${formatDate(formatCivilDate(result.from))} to ${formatDate(formatCivilDate(result.to))}`;
}

/** Correlations and largest lags by half, and who is first in the windows. */
function steadinessOf(result: LeadLag, { a, b, within }: Names): Finding['facts'] {
  const halves = result.eras.flatMap(({ from, to, result: era }) => {
    if (isInsufficient(era) || isInsufficient(era.crossCorrelation.raw) || isInsufficient(era.crossCorrelation.preWhitened)) return [];
    const { raw, preWhitened } = era.crossCorrelation;
    const { lag, value } = preWhitened.peak;
    const days = formatCount(Math.abs(lagInDays(lag, era)), 'day');
    const where = lag === 0 ? 'at the same time' : lag > 0 ? `with ${a} ${days} first` : `with ${b} ${days} first`;
    return [
      {
        label: `${formatDate(formatCivilDate(from))} to ${formatDate(formatCivilDate(to))}`,
        value: `at the same time ${formatNumber(raw.values[raw.maxLag] as number, 2)}; after pre-whitening the strongest of all lags is ${formatNumber(value, 2)}, ${where}`,
      },
    ];
  });
  const { aFirst, sameTime, bFirst } = result.peakSides;
  const count = aFirst + sameTime + bFirst;
  if (count === 0) return halves;
  const windows = `${formatCount(count, 'window')} of ${cardinal(windowYears(within))} years`;
  return [
    ...halves,
    { label: windows, value: `the strongest lag has ${a} first in ${aFirst}, ${b} first in ${bFirst}, neither in ${sameTime}` },
  ];
}

function eventsOf(asks: LagCheck['asks'], { eventOrder, timeToPeak: { bAfterA } }: LeadLagParts): number | null {
  if (asks === 'order') return isInsufficient(eventOrder) ? 0 : Math.min(eventOrder.events.a, eventOrder.events.b);
  if (asks === 'timing') return isInsufficient(bAfterA) ? 0 : bAfterA.effectiveObservations;
  return null;
}

/** A two-sided p on the side of what was observed; the other side has none to show. */
const onSide = (observed: number, p: number): BothSides => (observed > 0 ? { up: p, down: 1 } : { up: 1, down: p });

/** The p that the verdict rests on, for each question. */
function headlineOf(asks: LagCheck['asks'], parts: LeadLagParts): BothSides | Insufficient {
  if (asks === 'order') {
    return isInsufficient(parts.eventOrder) ? parts.eventOrder : { up: parts.eventOrder.net.pUpper, down: parts.eventOrder.net.pLower };
  }
  if (asks === 'timing') {
    const peak = parts.timeToPeak.bAfterA;
    return isInsufficient(peak) ? peak : { up: peak.spread.pLower, down: peak.spread.pUpper };
  }
  const test = asks === 'lead' ? parts.aLeads.crossCorrelation : parts.sameTime;
  if (isInsufficient(test)) return test;
  return isInsufficient(test.p) ? test.p : onSide(test.peak.value, test.p);
}

/** Another test that must agree: Toda and Yamamoto’s where it reaches the lag that was found, else the covariation on clocks of their own. */
function confirmation({ aLeads: { crossCorrelation, todaYamamoto }, hayashiYoshida: { contrast } }: LeadLag): Member['confirmed'] {
  const both = (p: number, why: string) => ({ confirmed: { up: p, down: p, why } });
  const lag = isInsufficient(crossCorrelation) ? 0 : crossCorrelation.peak.lag;
  if (!isInsufficient(todaYamamoto) && todaYamamoto.test.order >= lag) {
    return both(todaYamamoto.test.pChiSquare, 'Toda and Yamamoto’s test that the past of the one helps to foretell the other');
  }
  if (isInsufficient(contrast) || isInsufficient(contrast.xLeads)) return {};
  return both(contrast.xLeads.circle.p, 'the covariation of Hayashi and Yoshida with the other read later, each on its own clock');
}

function adjustedOf(members: readonly Member[]): BothSides {
  const able = members.flatMap(({ p }) => (p ? [p] : []));
  const holm = (side: Direction) => {
    const result = adjustP(
      Float64Array.from(able, (p) => p[side]),
      'holm',
      { variantsRun: members.length },
    );
    if (isInsufficient(result)) throw new Error(`no p to adjust: ${result.reason}`);
    return result.adjusted[0] as number;
  };
  return { up: holm('up'), down: holm('down') };
}

interface Names {
  readonly a: string;
  readonly b: string;
  readonly within: Span;
  readonly change: LagCheck['change'];
  readonly direction: Direction;
}

/** What was found, for each question; the p follows. */
const sentences: Readonly<Record<LagCheck['asks'], (result: LeadLag, names: Names) => string>> = {
  'same time': ({ sameTime, rolling, crossCorrelation: { raw } }, { a, b, within, direction }) => {
    const values = rolling.flatMap(({ correlation }) => (isInsufficient(correlation) ? [] : [correlation.sameTime]));
    const asClaimed = values.filter((value) => (direction === 'up' ? value > 0 : value < 0)).length;
    const steady =
      values.length === 0
        ? ''
        : ` It was ${direction === 'up' ? 'positive' : 'negative'} in ${formatNumber(asClaimed)} of ${formatCount(values.length, 'window')} of ${cardinal(windowYears(within))} years.`;
    const asTheyAre = isInsufficient(raw) ? null : (raw.values[raw.maxLag] as number);
    const whitened = isInsufficient(sameTime) ? null : sameTime.peak.value;
    const share = asTheyAre === null ? '' : `, ${formatPercent(asTheyAre ** 2)} of the variance`;
    return `Changes of ${a} and ${b} over the same time have a correlation of ${formatNumber(asTheyAre, 2)}${share}; ${formatNumber(whitened, 2)} once what ${a}’s own past tells is taken out.${steady}`;
  },
  lead: (parts, { a, b }) => {
    const { aLeads, bLeads, observations } = parts;
    const days = (lag: number) => formatCount(lagInDays(lag, parts), 'day');
    const peak = ({ crossCorrelation: ccf }: LeadLag['aLeads']) =>
      isInsufficient(ccf) ? 'none that can be told' : `${formatNumber(ccf.peak.value, 2)}, ${days(ccf.peak.lag)} on`;
    return `Of all lags at which ${a} moves first, the strongest correlation with a later ${b} is ${peak(aLeads)} (${formatCount(observations, 'pair')}); with ${b} first it is ${peak(bLeads)}.`;
  },
  order: ({ eventOrder: order }, { a, b }) =>
    isInsufficient(order)
      ? ''
      : `In ${formatCount(order.aFirst.observed, 'pair')} ${a}’s breakout came first, in ${formatNumber(order.bFirst.observed)} ${b}’s, within ${formatCount(order.windowDays, 'day')}; luck gives ${formatNumber(order.expected.aFirst, 1)} and ${formatNumber(order.expected.bFirst, 1)}.`,
  timing: ({ timeToPeak: { bAfterA: peak } }, { a, b }) =>
    isInsufficient(peak)
      ? ''
      : `After ${formatCount(peak.observations, 'event')} of ${a} the highest close of ${b} within the year came after ${peaksOf(peak)} days; after all dates after ${formatNumber(peak.atAllDates.lowerQuartile)} to ${formatNumber(peak.atAllDates.upperQuartile)} (the middle half). Had the timing been steady, the days would lie closer together than after other dates.`,
};

/** Fewer peaks than this have no quartiles worth the name. */
const LEAST_FOR_QUARTILES = 4;

const peaksOf = ({ days, atEvents }: TimeToPeak): string =>
  days.length < LEAST_FOR_QUARTILES
    ? Array.from(days, (value) => formatNumber(value)).join(' and ')
    : `${formatNumber(atEvents.lowerQuartile)} to ${formatNumber(atEvents.upperQuartile)}`;
