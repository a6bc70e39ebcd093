import type { Belief, HitForecast, ScepticalUpdate } from '../contract/belief.ts';
import type { Insufficient } from '../contract/cross-checks.ts';
import { clusterCount, type Direction } from '../core/claims/judge-study.ts';
import { beliefCurves } from '../core/methods/belief/belief-curves.ts';
import { forecastHit } from '../core/methods/belief/beta-binomial.ts';
import { clusterEffect } from '../core/methods/belief/cluster-effect.ts';
import { scepticalPrior, type ScepticalUpdate as Update, updateScepticalPrior } from '../core/methods/belief/sceptical-prior.ts';
import type { ObservedStudy } from '../core/methods/event-study/study.ts';
import { insufficient, isInsufficient } from '../core/numerics/insufficient.ts';
import type { JudgedStudy } from './family.ts';

const CONVINCED = 0.95;
/** m of DESIGN section 5: cases that stand for the base rate. */
export const PSEUDO_EVENTS = 10;
const CURVE_POINTS = 61;

/** What to believe after a study: the chance that the next case is a hit, and a sceptic's view of the effect. */
export function beliefOf(judged: JudgedStudy): Belief {
  return { forecast: hitForecast(judged), sceptical: scepticalUpdate(judged) };
}

/** The chance of a hit in the study's direction; its base rate is the state-matched one for hits, where there is one. */
export const hitForecast = ({ study, placebos, question }: JudgedStudy): HitForecast | Insufficient =>
  forecastOf(study, { direction: question.direction, stateMatched: placebos.find(({ name }) => name === 'state-matched')?.expected });

/** As {@link hitForecast}, of a study that was seen and not judged. */
export function forecastOf(
  study: ObservedStudy,
  { direction, stateMatched }: { readonly direction: Direction; readonly stateMatched: number | undefined },
): HitForecast | Insufficient {
  const overall = study.baseRate?.hitRate ?? null;
  if (overall === null || study.clusterHits === null) return insufficient('the outcome has no hits to count', 1, 0);
  const rate = (study.outcomes.kind === 'hit' ? stateMatched : undefined) ?? overall;
  const clusters = clusterCount(study);
  const isUp = direction === 'up';
  const baseRate = isUp ? rate : 1 - rate;
  const hits = isUp ? study.clusterHits : clusters - study.clusterHits;
  const forecast = forecastHit({ baseRate, clusters, clusterHits: hits }, { pseudoEvents: PSEUDO_EVENTS });
  if (isInsufficient(forecast)) return forecast;
  const { probability, lower, upper, level } = forecast;
  return { probability, interval: { level, low: lower, high: upper }, baseRate, pseudoEvents: PSEUDO_EVENTS, clusters, hits };
}

/** Of the plain and the era-centred outcomes the update that leaves the sceptic more sceptical. */
function scepticalUpdate({ study, question }: JudgedStudy): ScepticalUpdate | Insufficient {
  if (study.outcomes.kind === 'hit') return insufficient('an outcome of 0 and 1 has a share and no size that a sceptic could doubt', 1, 0);
  if (!study.shifts) return study.insufficient ?? insufficient('no event has a complete outcome', 1, 0);
  const sign = question.direction === 'up' ? 1 : -1;
  const turned = (outcomes: Float64Array) => outcomes.map((value) => sign * value);
  const plain = turned(study.circle.outcomes);
  const prior = scepticalPrior(plain);
  if (isInsufficient(prior)) return prior;
  const updates = [plain, turned(study.centredOutcomes)].map((outcomes) => {
    const evidence = clusterEffect(outcomes, study.circle.events, study.clusters);
    return isInsufficient(evidence) ? evidence : updateScepticalPrior(prior, evidence, { probability: CONVINCED });
  });
  const fault = updates.find(isInsufficient);
  if (fault) return fault;
  const [one, other] = updates as [Update, Update];
  const isAgainstEra = one.posterior.probabilityPositive > other.posterior.probabilityPositive;
  return { ...presentUpdate(isAgainstEra ? other : one, sign), isAgainstEra };
}

function presentUpdate(update: Update, sign: 1 | -1): Omit<ScepticalUpdate, 'isAgainstEra'> {
  const { prior, posterior, evidence, toBeConvinced } = update;
  const curves = beliefCurves(update, CURVE_POINTS);
  const ascending = (values: Float64Array) => (sign === 1 ? Array.from(values) : Array.from(values).reverse());
  const [low, high] = sign === 1 ? [posterior.lower, posterior.upper] : [-posterior.upper, -posterior.lower];
  return {
    prior: { mean: 0, deviation: prior.deviation },
    observed: { mean: sign * (evidence?.effect as number), standardError: evidence?.standardError as number },
    posterior: { mean: sign * posterior.mean, deviation: posterior.deviation, interval: { level: 0.9, low, high } },
    probability: posterior.probabilityPositive,
    clustersNeeded: isInsufficient(toBeConvinced) ? null : toBeConvinced.furtherClusters,
    effectNeeded: isInsufficient(toBeConvinced) ? null : sign * toBeConvinced.effectNeeded,
    curve: {
      effect: ascending(curves.effects.map((value) => sign * value)),
      prior: ascending(curves.prior),
      posterior: ascending(curves.posterior),
    },
  };
}
