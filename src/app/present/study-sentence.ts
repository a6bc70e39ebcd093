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
  formatStated,
} from '../../contract/format.ts';
import { clusterCount } from '../../core/claims/judge-study.ts';
import { FEW_CLUSTERS } from '../../core/claims/withholding.ts';
import { argumentOf } from '../../core/language/check.ts';
import { print } from '../../core/language/print.ts';
import type { SyntaxNode } from '../../core/language/syntax.ts';
import { lowestShiftP } from '../../core/methods/inference/p-floor.ts';
import { formatExtent } from '../../core/series/curve.ts';
import type { JudgedStudy } from '../family.ts';
import { verdictText } from './verdict-words.ts';
import { withheldWords } from './withheld-words.ts';

/** The verdict on a study as two or three sentences with its numbers. */
export function studySentence(judged: JudgedStudy): string {
  return [`${capitalise(verdictText(judged.judgement))}.`, whatHappened(judged), howLucky(judged), ungated(judged)]
    .filter(Boolean)
    .join(' ');
}

/** "After five events BTC rose 4 times within 180 days; it rose after 66 % of all 3,948 dates." */
function whatHappened(judged: JudgedStudy): string {
  const { study, outcome } = judged;
  const { observed, outcomes } = study;
  const n = study.instances.length;
  const fired = study.trigger.on.reduce((count, flag) => count + flag, 0);
  if (fired === 0) return 'The trigger never fired in these data.';
  if (n === 0) return pendingOnly(judgedPending(study), fired);
  const within = `within ${horizonWords(study)}`;
  const after = `After ${cardinal(n)} ${n === 1 ? 'event' : 'events'}`;
  const dates = formatNumber(study.circle.dates.length);
  const target = targetText(outcome);
  const parts: Told = { after, target, within, dates, hits: Math.round((observed?.hitRate ?? Number.NaN) * n), n, judged };
  if (outcomes.kind === 'hit') return hitSentence(parts);
  if (!outcomes.hasHits) return averageSentence(parts);
  return outcomes.kind === 'log difference' ? excessSentence(parts) : returnSentence(parts);
}

/** The pieces that the sentences on what happened share. */
interface Told {
  readonly after: string;
  readonly target: string;
  readonly within: string;
  readonly dates: string;
  /** NaN where the outcome has no hits; then no sentence speaks of them. */
  readonly hits: number;
  readonly n: number;
  readonly judged: JudgedStudy;
}

function averageSentence({ after, target, within, dates, judged }: Told): string {
  const { observed, baseRate, outcomes } = judged.study;
  const [own, base] = [observed?.mean ?? null, baseRate?.mean ?? null];
  if (outcomes.kind === 'days')
    return `${after} ${target} peaked after ${formatNumber(own)} days on average, against ${formatNumber(base)} days after all ${dates} dates.`;
  return `${after} the outcome was ${formatReturn(own)} on average ${within}, against ${formatReturn(base)} after all ${dates} dates.`;
}

function hitSentence({ after, target, within, dates, hits, n, judged }: Told): string {
  const matched = judged.placebos.find(({ name }) => name === 'state-matched');
  const all = `${formatPercent(judged.study.baseRate?.hitRate ?? null)} of all ${dates} dates`;
  const like = matched
    ? `${formatPercent(matched.expected)} of the dates on which it stood as far below its record, and after ${all}`
    : all;
  const had = n === 1 && hits === 0 ? 'had no event of its own' : 'had an event of its own';
  return `${after} ${target} ${had}, ${argumentText(judged.outcome, 'e')}, ${timesOf(hits, n)}${within}; it did after ${like}.`;
}

function excessSentence({ after, target, within, dates, hits, n, judged }: Told): string {
  const { observed, baseRate } = judged.study;
  const did = n === 1 && hits === 0 ? 'did no better' : 'did better';
  const factor = (meanLog: number | null | undefined) => formatFactor(meanLog == null ? null : Math.exp(meanLog));
  return `${after} ${target} ${did} than ${argumentText(judged.outcome, 'y')} ${timesOf(hits, n)}${within} (${factor(observed?.meanLog)} of it on geometric average); it did after ${formatPercent(baseRate?.hitRate ?? null)} of all ${dates} dates (${factor(baseRate?.meanLog)}).`;
}

function returnSentence({ after, target, within, dates, hits, n, judged }: Told): string {
  const { observed, baseRate } = judged.study;
  const did = n === 1 && hits === 0 ? 'did not rise' : 'rose';
  const average = n === 1 ? '' : ' on geometric average';
  return `${after} ${target} ${did} ${timesOf(hits, n)}${within} (${formatReturn(observed?.mean ?? null)}${average}); it rose after ${formatPercent(baseRate?.hitRate ?? null)} of all ${dates} dates (${formatReturn(baseRate?.mean ?? null)}).`;
}

/** What the outcome reads, as it is written: `BTC`, `BTC / ETH`; for hits the first series of the trigger. */
const targetText = (outcome: JudgedStudy['outcome']): string =>
  argumentOf(outcome, 'x') ? argumentText(outcome, 'x') : (outcome.series[0] as string);

/** An argument of the outcome, as it is written. */
const argumentText = (outcome: JudgedStudy['outcome'], parameter: string): string => print(argumentOf(outcome, parameter) as SyntaxNode);

const judgedPending = (study: JudgedStudy['study']): number =>
  study.trigger.on.reduce(
    (count, flag, i) => count + (flag && !study.outcomes.periods.complete[i] && (study.outcomes.periods.entry[i] as number) >= 0 ? 1 : 0),
    0,
  );

function pendingOnly(pending: number, fired: number): string {
  if (pending > 0) return `The trigger fired ${formatCount(fired, 'time')}; no outcome is complete yet, ${pending} pending.`;
  return `The trigger fired ${formatCount(fired, 'time')}; none has an outcome: before the target's data begin, where its entry close is missing, or where it has no value.`;
}

/** `four times of five `, `both times `, `all five times `, `no time of three `; nothing for a single event. */
function timesOf(hits: number, n: number): string {
  if (n === 1) return '';
  if (hits === n) return n === 2 ? 'both times ' : `all ${cardinal(n)} times `;
  return `${hits === 0 ? 'no time' : `${cardinal(hits)} ${hits === 1 ? 'time' : 'times'}`} of ${cardinal(n)} `;
}

/** A horizon in words: `180 days`, `1 year`. */
export function horizonWords({ outcomes }: JudgedStudy['study']): string {
  const text = formatExtent(outcomes.horizon);
  const match = /^(\d+)(d|w|mo|y)?$/.exec(text);
  if (!match) return text;
  const noun = { d: 'day', w: 'week', mo: 'month', y: 'year' }[match[2] ?? ''] ?? 'observation';
  return formatCount(Number(match[1]), noun);
}

/** What a study pays for those that were asked before it. */
function among({ othersSeen, question, outcome }: JudgedStudy): string {
  if (othersSeen === 0) return '';
  const pair = `${question.trigger.series[0]} and ${outcome.series[0]}`;
  return ` For the verdict p counts ${othersSeen + 1} times as much: the store has seen ${formatCount(othersSeen, 'other study', 'other studies')} of ${pair}.`;
}

function howLucky(judged: JudgedStudy): string {
  const { study, standing, question, familySize } = judged;
  if (!study.headline || !standing) return study.insufficient ? `No test: ${study.insufficient.reason}.` : '';
  const own = study.headline[question.direction];
  const p = standing.raw[question.direction];
  const adjusted = standing.adjusted[question.direction];
  const well = question.direction === 'up' ? 'does as well' : 'comes as low';
  const withheld = withheldWords({ study, standing, question });
  const placed =
    withheld !== null && own <= 0.1
      ? withheld
      : `A random placement of ${study.instances.length === 1 ? 'this date' : 'these dates'} ${well} ${formatFrequency(own)} (${formatP(own)}).${withheld === null ? '' : ` ${withheld}`}`;
  if (familySize === 1) return `${placed}${among(judged)}`;
  if (judged.scanned !== undefined) {
    return `${placed} Of ${formatNumber(judged.scanned)} combinations that were tried and counted together, adjusted ${formatStated(adjusted, { withheld })}.`;
  }
  const shared = formatNumber(standing.circle.dates.length);
  return `${placed} In the family of ${cardinal(familySize)}, ${standing.members.length === 1 ? `on its own ${shared} dates, joined by Holm` : `on the ${shared} dates that ${standing.members.length === familySize ? 'all' : cardinal(standing.members.length)} share`}, p ${formatStated(p, { withheld })}, adjusted ${formatStated(adjusted, { withheld })}.${among(judged)}`;
}

/** A verdict that stands out must say which gate could not be asked. */
function ungated({ judgement }: JudgedStudy): string {
  if (judgement.verdict !== 'stands out from luck') return '';
  const open = judgement.gates.filter(({ state }) => state === 'not applicable');
  return open.map(({ name, why }) => `The ${name} gate was not asked: ${why}.`).join(' ');
}

/** What could have been seen at all, to be read before the result; empty where nothing could be tested. */
export function foreword({ study, standing, question }: JudgedStudy): string {
  const { direction } = question;
  const effect = study.minimumDetectableEffect?.[direction];
  if (effect === undefined) return '';
  const [cases, clusters, dates] = [study.instances.length, clusterCount(study), study.circle.dates.length];
  const overlapping = clusters < cases ? `, of which ${cardinal(clusters)} do not overlap,` : '';
  const best = study.bestReachable?.[direction] ?? null;
  const lowest =
    best === null
      ? `no p below ${formatProbability(lowestShiftP(dates))}, one of ${formatNumber(dates)} placements`
      : `no p below ${formatProbability(best)}, had ${direction === 'up' ? 'every one been a hit' : 'none been a hit'}`;
  // The best reachable p of events that all hit is the p that is withheld.
  const isTold = best === null || withheldWords({ study, standing, question }) === null;
  const few = clusters < FEW_CLUSTERS ? ' With so few the verdict asks for p 0.025.' : '';
  return `Before the result: ${formatCount(cases, 'case')}${overlapping} can show ${effectWords(study, effect, direction)} (at p 0.05, four times in five)${isTold ? `, and ${lowest}` : ''}.${few}`;
}

function effectWords({ outcomes, baseRate }: JudgedStudy['study'], effect: number, direction: 'up' | 'down'): string {
  const sign = direction === 'up' ? 1 : -1;
  const from = 'an effect only from about';
  if (outcomes.kind === 'days') return `${from} ${formatNumber(effect)} days beside the base rate`;
  if (outcomes.kind !== 'hit') return `${from} ${formatFactor(Math.exp(sign * effect))} beside the base rate`;
  const base = baseRate?.hitRate as number;
  const reached = base + sign * effect;
  const beside = `beside the ${formatPercent(base)} of all dates`;
  if (reached > 1 || reached < 0) return `no effect at all: ${formatNumber(effect * 100)} points ${beside} are out of reach`;
  return `${from} ${formatNumber(effect * 100)} percentage points ${beside}`;
}
