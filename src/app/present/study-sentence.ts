import {
  capitalise,
  cardinal,
  formatCount,
  formatFactor,
  formatFrequency,
  formatNumber,
  formatP,
  formatPercent,
  formatProbability,
  formatReturn,
} from '../../contract/format.ts';
import { clusterCount } from '../../core/claims/judge-study.ts';
import { print } from '../../core/language/print.ts';
import { formatExtent } from '../../core/series/curve.ts';
import type { JudgedStudy } from '../family.ts';
import { verdictText } from './verdict-words.ts';

/** The verdict on a study as two or three sentences with its numbers. */
export function studySentence(judged: JudgedStudy): string {
  return [`${capitalise(verdictText(judged.judgement))}.`, whatHappened(judged), howLucky(judged), ungated(judged), whatCouldBeSeen(judged)]
    .filter(Boolean)
    .join(' ');
}

/** "After five events BTC rose 4 times within 180 days; it rose after 66 % of all 3,948 dates." */
function whatHappened({ study, outcome, placebos }: JudgedStudy): string {
  const { observed, baseRate, outcomes } = study;
  const n = study.instances.length;
  const fired = study.trigger.on.reduce((count, flag) => count + flag, 0);
  if (fired === 0) return 'The trigger never fired in these data.';
  if (n === 0) return pendingOnly(judgedPending(study), fired);
  const within = `within ${horizonWords(study)}`;
  const after = `After ${cardinal(n)} ${n === 1 ? 'event' : 'events'}`;
  const dates = formatNumber(study.circle.dates.length);
  const target = targetText(outcome);
  if (outcomes.kind === 'days')
    return `${after} ${target} peaked after ${formatNumber(observed?.mean ?? 0)} days on average, against ${formatNumber(baseRate?.mean ?? 0)} days after all ${dates} dates.`;
  if (observed?.hitRate == null || baseRate?.hitRate == null) {
    return `${after} the outcome was ${formatReturn(observed?.mean ?? null)} on average ${within}, against ${formatReturn(baseRate?.mean ?? null)} after all ${dates} dates.`;
  }
  const hits = Math.round(observed.hitRate * n);
  const base = formatPercent(baseRate.hitRate);
  if (outcomes.kind === 'hit') {
    const matched = placebos.find(({ name }) => name === 'state-matched');
    const like = matched
      ? `it did after ${formatPercent(matched.expected)} of the dates on which it stood as far below its record, and after ${base} of all ${dates} dates`
      : `it did after ${base} of all ${dates} dates`;
    const had = n === 1 && hits === 0 ? 'had no event of its own,' : 'had an event of its own,';
    return `${after} ${target} ${had} ${eventText(outcome)}, ${n === 1 ? '' : `${timesOf(hits, n)} `}${within}; ${like}.`;
  }
  if (outcomes.kind === 'log difference')
    return `${after} ${target} ${n === 1 ? (hits === 1 ? 'did better' : 'did no better') : 'did better'} than ${benchmarkText(outcome)} ${n === 1 ? '' : `${timesOf(hits, n)} `}${within} (${formatFactor(Math.exp(observed.mean ?? 0))} of it on geometric average); it did after ${base} of all ${dates} dates (${formatFactor(Math.exp(baseRate.mean ?? 0))}).`;
  return `${after} ${target} ${n === 1 && hits === 0 ? 'did not rise' : 'rose'} ${n === 1 ? '' : `${timesOf(hits, n)} `}${within} (${formatReturn(observed.mean)}${n === 1 ? '' : ' on geometric average'}); it rose after ${base} of all ${dates} dates (${formatReturn(baseRate.mean)}).`;
}

/** What the outcome reads, as it is written: `BTC`, `BTC / ETH`. */
function targetText({ node, series }: JudgedStudy['outcome']): string {
  const isHits = node.kind === 'call' && node.name === 'hits';
  return node.kind === 'call' && node.args[0] && !isHits ? print(node.args[0].value) : (series[0] ?? 'the target');
}

/** The benchmark of `excess_return(x, y, h)`, as it is written. */
const benchmarkText = ({ node }: JudgedStudy['outcome']): string =>
  node.kind === 'call' && node.args[1] ? print(node.args[1].value) : 'its benchmark';

/** The trigger inside `hits(…)`, as it is written. */
const eventText = ({ node }: JudgedStudy['outcome']): string =>
  node.kind === 'call' && node.args[0] ? print(node.args[0].value) : 'its trigger';

const judgedPending = (study: JudgedStudy['study']): number =>
  study.trigger.on.reduce(
    (count, flag, i) => count + (flag && !study.outcomes.periods.complete[i] && (study.outcomes.periods.entry[i] as number) >= 0 ? 1 : 0),
    0,
  );

function pendingOnly(pending: number, fired: number): string {
  if (pending > 0) return `The trigger fired ${formatCount(fired, 'time')}; no outcome is complete yet, ${pending} pending.`;
  return `The trigger fired ${formatCount(fired, 'time')}; none has an outcome: before the target's data begin, where its entry close is missing, or where it has no value.`;
}

/** `four times of five`, `both times`, `all five times`, `no time of three`. */
function timesOf(hits: number, n: number): string {
  if (hits === n) return n === 2 ? 'both times' : `all ${cardinal(n)} times`;
  return `${hits === 0 ? 'no time' : `${cardinal(hits)} ${hits === 1 ? 'time' : 'times'}`} of ${cardinal(n)}`;
}

/** A horizon in words: `180 days`, `1 year`. */
export function horizonWords({ outcomes }: JudgedStudy['study']): string {
  const text = formatExtent(outcomes.horizon);
  const match = /^(\d+)(d|w|mo|y)?$/.exec(text);
  if (!match) return text;
  const noun = { d: 'day', w: 'week', mo: 'month', y: 'year' }[match[2] ?? ''] ?? 'observation';
  return formatCount(Number(match[1]), noun);
}

/** The larger of both shifts' p of a study's own statistic, on its own circle. */
export function headlineP(study: JudgedStudy['study'], direction: 'up' | 'down'): number {
  const own = study.tests.filter(
    ({ name, statistic }) => statistic === study.statistic && (name === 'circular-shift' || name === 'era-centred-shift'),
  );
  return Math.max(...own.map((test) => (direction === 'up' ? test.pUpper : test.pLower)));
}

function howLucky({ study, standing, question, familySize }: JudgedStudy): string {
  if (!study.shifts || !standing) return study.insufficient ? `No test: ${study.insufficient.reason}.` : '';
  const own = headlineP(study, question.direction);
  const p = standing.raw[question.direction];
  const adjusted = standing.adjusted[question.direction];
  const well = question.direction === 'up' ? 'as well' : 'as badly';
  const placed = `A random placement of ${study.instances.length === 1 ? 'this date' : 'these dates'} does ${well} ${formatFrequency(own)} (${formatP(own)}).`;
  if (familySize === 1) return placed;
  const shared = formatNumber(standing.circle.dates.length);
  return `${placed} In the family of ${cardinal(familySize)}, ${standing.members.length === 1 ? `on its own ${shared} dates, joined by Holm` : `on the ${shared} dates that ${standing.members.length === familySize ? 'all' : cardinal(standing.members.length)} share`}, ${formatP(p)}, adjusted ${formatProbability(adjusted)}.`;
}

/** A verdict that stands out must say which gate could not be asked. */
function ungated({ judgement }: JudgedStudy): string {
  if (judgement.verdict !== 'stands out from luck') return '';
  const open = judgement.gates.filter(({ state }) => state === 'not applicable');
  return open.map(({ name, why }) => `The ${name} gate was not asked: ${why}.`).join(' ');
}

function whatCouldBeSeen({ study, question }: JudgedStudy): string {
  const effect = smallestEffect(study, question.direction);
  const clusters = clusterCount(study);
  const fewClusters = clusters < study.instances.length ? `They overlap: ${formatCount(clusters, 'independent cluster')}.` : '';
  if (effect === null) return fewClusters;
  const many = clusters > 12 ? 'So many cases' : 'So few cases';
  return `${fewClusters} ${many} can show ${effectWords(study, effect, question.direction)}.`.trim();
}

/** The smallest effect that a study can see in a direction, as a positive size; null where there is none. */
export const smallestEffect = (study: JudgedStudy['study'], direction: 'up' | 'down'): number | null =>
  direction === 'up' ? study.minimumDetectableEffect : study.minimumDetectableFall;

function effectWords({ outcomes, baseRate }: JudgedStudy['study'], effect: number, direction: 'up' | 'down'): string {
  const sign = direction === 'up' ? 1 : -1;
  const from = 'an effect only from about';
  if (outcomes.kind === 'return') return `${from} ${formatFactor(Math.exp(sign * effect))} beside the base rate`;
  if (outcomes.kind === 'log difference') return `${from} ${formatFactor(Math.exp(sign * effect))} beside the base rate`;
  if (outcomes.kind === 'days') return `${from} ${formatNumber(effect)} days beside the base rate`;
  const base = baseRate?.hitRate ?? 0;
  const reached = base + sign * effect;
  if (reached > 1 || reached < 0)
    return `no effect at all: ${formatNumber(effect * 100)} points beside the ${formatPercent(base)} of all dates are out of reach`;
  return `${from} ${formatNumber(effect * 100)} percentage points beside the ${formatPercent(base)} of all dates`;
}
