import type { Confounded, Stratum as StratumShape } from '../contract/confounders.ts';
import { formatCount, formatEffect, formatP, isStated } from '../contract/format.ts';
import type { Confounder } from '../contract/pack.ts';
import type { StudyResult } from '../contract/study.ts';
import { countUpTo } from '../core/calendar/schedule.ts';
import { isStaleAt } from '../core/evidence/standing.ts';
import { evaluateTrigger } from '../core/language/evaluate.ts';
import { type Stratified, stratify } from '../core/methods/event-study/strata.ts';
import type { Study } from '../core/methods/event-study/study.ts';
import type { JudgedStudy } from './family.ts';
import { environmentAsOf, missingSeries, type Panel, readExpression } from './panel.ts';

/** What the labels of dates are made from. */
interface Given {
  readonly panel: Panel;
  /** Ids that the data source has. */
  readonly known: readonly string[];
}

/** The parts into which a confounder divides the admissible dates, and the part of each; or what is missing. */
type Parts = { readonly labels: readonly string[]; readonly of: Int8Array } | { readonly needs: readonly string[] };

/** The effect of a study within what else was true: one entry for each confounder. It feeds no verdict. */
export function confoundersOf(
  judged: JudgedStudy,
  shown: StudyResult,
  given: Given & { readonly confounders: readonly Confounder[] },
): Confounded[] {
  return given.confounders.map((confounder) => {
    const parts = partsOf(confounder, judged, given);
    const { id, title } = confounder;
    const { outcomeKind } = shown;
    if ('needs' in parts)
      return { ...nothing, strata: [], id, title, outcomeKind, sentence: `It needs ${parts.needs.join(', ')}.`, needs: [...parts.needs] };
    return { id, title, outcomeKind, ...present(judged, shown, parts) };
  });
}

const nothing = {
  strata: [],
  unknownDates: 0,
  unknownEvents: 0,
  effect: null,
  crude: null,
  p: null,
} as const satisfies Partial<Confounded>;

function partsOf({ when, holds, fails, cycle, bounds }: Confounder, judged: JudgedStudy, given: Given): Parts {
  if (when !== undefined) return byCondition(when, { labels: [holds, fails], judged, given });
  return byCycle(cycle as string, bounds, { judged, given });
}

/** A date belongs to what the condition said when it was last known at the event's own instant; what is too old says nothing. */
function byCondition(text: string, { labels, judged, given }: { labels: readonly string[]; judged: JudgedStudy; given: Given }): Parts {
  const condition = readExpression(text, 'trigger');
  const needs = missingSeries([condition], given.known);
  if (needs.length > 0) return { needs };
  const set = evaluateTrigger(condition, environmentAsOf(given.panel, judged.asOf));
  const { trigger, circle } = judged.study;
  const of = Int8Array.from(circle.indices, (index) => {
    const at = countUpTo(set.knownAt, trigger.knownAt[index] as number) - 1;
    const isKnown = at >= set.warmup && !Number.isNaN(set.values[at]);
    if (!isKnown || isStaleAt(set, at, trigger.dates[index] as number)) return -1;
    return set.on[at] === 1 ? 0 : 1;
  });
  return { labels, of };
}

/** A date belongs to the stretch of days since the cycle last began anew. */
function byCycle(id: string, bounds: readonly number[], { judged, given }: { judged: JudgedStudy; given: Given }): Parts {
  const cycle = given.panel.series.get(id)?.cycle;
  if (!cycle) return { needs: [`dates of a cycle of ${id}`] };
  const { circle } = judged.study;
  const of = Int8Array.from(circle.dates, (date) => {
    const begun = countUpTo(cycle.dates, date) - 1;
    if (begun < 0) return -1;
    const days = date - (cycle.dates[begun] as number);
    const stretch = bounds.findIndex((bound) => days < bound);
    return stretch < 0 ? bounds.length : stretch;
  });
  const labels = [...bounds, Number.POSITIVE_INFINITY].map((bound, i) =>
    bound === Number.POSITIVE_INFINITY ? `${bounds[i - 1]} days and more` : `${bounds[i - 1] ?? 0} to ${bound - 1} days`,
  );
  return { labels, of };
}

function present({ study }: JudgedStudy, shown: StudyResult, { labels, of }: Extract<Parts, { labels: unknown }>) {
  const found = stratify(study.circle, of, labels.length);
  const hits = study.outcomes.hasHits
    ? stratify({ ...study.circle, outcomes: study.circle.outcomes.map((one) => (one > 0 ? 1 : 0)) }, of, labels.length)
    : null;
  const p = found.p?.[shown.direction] ?? null;
  const clusters = new Set(study.clusters.filter((_, i) => (of[study.circle.events[i] as number] as number) >= 0)).size;
  const stated = isStated(p, shown.headline) && !isOfTooFew(p, clusters) ? p : null;
  return {
    strata: found.strata.map(
      (stratum, i): StratumShape => ({
        label: labels[i] as string,
        dates: stratum.dates,
        events: stratum.events,
        base: asShown(stratum.base, study),
        observed: asShown(stratum.observed, study),
        baseHitRate: hits?.strata[i]?.base ?? null,
        hitRate: hits?.strata[i]?.observed ?? null,
      }),
    ),
    unknownDates: found.unknown.dates,
    unknownEvents: found.unknown.events,
    effect: found.effect,
    crude: found.crude,
    p: stated,
    sentence: sentenceOf(found, shown, stated),
    needs: [],
  };
}

/** As for a study: no p of fewer than three independent cases; of fewer than six none that is small by a little. */
const isOfTooFew = (p: number | null, clusters: number): boolean => p !== null && (clusters < 3 || (clusters < 6 && p > 0.025 && p <= 0.1));

/** Means of logs are shown as returns. */
const asShown = (value: number | null, { outcomes }: Study): number | null =>
  value === null || outcomes.kind !== 'return' ? value : Math.expm1(value);

function sentenceOf({ effect, crude, strata, unknown }: Stratified, { outcomeKind }: StudyResult, p: number | null): string {
  if (effect === null || crude === null) return 'No event has a known part, so nothing can be compared.';
  const events = strata.reduce((sum, stratum) => sum + stratum.events, 0);
  const most = Math.max(...strata.map((stratum) => stratum.events));
  const left = unknown.events === 0 ? '' : `; ${formatCount(unknown.events, 'event')} left out, of which it is not known`;
  const stated = p === null ? '' : `, ${formatP(p)}`;
  return `Against other dates of its own part the effect is ${formatEffect(effect, outcomeKind)}${stated}; against all dates ${formatEffect(crude, outcomeKind)}. ${formatCount(events, 'event')}, at most ${most} in one part${left}.`;
}
