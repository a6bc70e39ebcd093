import type { Insufficient } from '../../contract/cross-checks.ts';
import type { ReadingTest } from '../../contract/evidence.ts';
import type { IndicatorPack } from '../../contract/indicators.ts';
import { type EpochDay, parseSpan, type Span } from '../../core/calendar/civil-date.ts';
import { judgeRelation } from '../../core/claims/judge-relation.ts';
import type { Checked } from '../../core/language/check.ts';
import { insufficient } from '../../core/numerics/insufficient.ts';
import { runFamily } from '../family.ts';
import { missingSeries, type Panel, readExpression } from '../panel.ts';
import { presentStudy } from '../present/study-result.ts';
import { verdictText } from '../present/verdict-words.ts';
import { runSignal } from '../signal.ts';
import { READING, type ReadingHistory, readingSeries } from './reading-history.ts';

const HALF = 0.5;
const TRIGGER = `crosses_above(${READING}, ${HALF})`;
/** Weeks without which nothing can be asked of a history. */
const WEEKS = 104;

interface Question {
  readonly panel: Panel;
  readonly known: readonly string[];
  readonly asOf: EpochDay;
  readonly seed: number;
}

/**
 * Does the reading add anything over the base rate? Its history is asked like any trigger (it passes one half from below, the outcomes of the
 * pack as one family) and like any signal (does its level foretell the growth?).
 */
export function testReading(
  history: ReadingHistory,
  { target, horizons, title }: Pick<IndicatorPack, 'target' | 'horizons' | 'title'>,
  { panel, known, asOf, seed }: Question,
): ReadingTest | Insufficient {
  if (history.dates.length < WEEKS) return insufficient('weeks in which enough indicators could be read', WEEKS, history.dates.length);
  const followed = readExpression(target, 'series');
  const absent = missingSeries([followed], known);
  if (absent.length > 0) return insufficient(`the target in the data (${absent.join(', ')})`, 1, 0);
  const withReading = { ...panel, series: new Map([...panel.series, [READING, readingSeries(history, title)]]) };
  const trigger = readExpression(TRIGGER, 'trigger');
  const outcomes = horizons.map((horizon) => readExpression(`return(${target}, ${horizon})`, 'outcome'));
  const [judged] = runFamily(withReading, { trigger, outcomes, direction: 'up', seed }, asOf);
  if (!judged) throw new Error('a family without a member');
  const study = presentStudy(judged);
  const { headline, baseRate, observed } = study;
  return {
    trigger: study.trigger,
    outcome: study.outcome,
    events: study.events.length,
    clusters: study.effectiveObservations,
    observations: study.observations,
    baseRate: baseRate?.hitRate ?? null,
    hitRate: observed?.hitRate ?? null,
    baseReturn: baseRate?.mean ?? null,
    meanReturn: observed?.mean ?? null,
    p: headline.withheld ? null : headline.adjusted,
    verdict: study.verdict,
    signal: signalOf(withReading, { target: followed, horizons: horizons.map((horizon) => parseSpan(horizon) as Span), asOf }),
  };
}

/** The reading as a signal of the same target; the first span is its own, all of them are the family. */
function signalOf(
  panel: Panel,
  { target, horizons, asOf }: { readonly target: Checked; readonly horizons: readonly Span[]; readonly asOf: EpochDay },
): ReadingTest['signal'] {
  const [own] = runSignal(panel, { signal: readExpression(READING, 'series'), targets: [target], horizons, asOf });
  if (!own?.adjusted) return null;
  const judgement = judgeRelation(
    { adjusted: own.adjusted, halves: own.halves ?? { why: 'a half has too few dates for every test' } },
    'up',
  );
  return { p: own.adjusted.up, verdict: verdictText(judgement) };
}
