import type { ScepticalUpdate } from '../belief.ts';
import { formatCount, formatEffect, formatPercent } from '../format.ts';
import type { StudyResult } from '../study.ts';
import type { FigureTable, FigureWords } from './figure-words.ts';

/** What the picture of a sceptic's belief says in words. */
export function beliefWords(
  update: ScepticalUpdate,
  study: Pick<StudyResult, 'outcomeKind' | 'direction' | 'observations' | 'effectiveObservations'>,
): FigureWords {
  const show = (effect: number | null) => formatEffect(effect, study.outcomeKind);
  const way = study.direction === 'up' ? 'above' : 'below';
  const title = `Starting from no effect, these ${formatCount(study.observations, 'case')} make one ${way} the base rate ${formatPercent(update.probability)} likely${update.effectNeeded === null || update.probability >= 0.95 ? '' : `; a mean effect of ${show(update.effectNeeded)} would have made it 95 %`}.`;
  return {
    title,
    key: [
      ['base', 'before: no effect expected'],
      ['events-thick', 'now'],
    ],
    alt: `${title} Now ${show(update.posterior.mean)}, 90 % between ${show(update.posterior.interval.low)} and ${show(update.posterior.interval.high)}.`,
    footer: [
      `n = ${formatCount(study.effectiveObservations, 'cluster')}`,
      'before: the spread is the target’s own over the horizon, so that one of its standard deviations has 5 % beyond',
    ],
    table: tableOf(update, show),
  };
}

/** An effect with the belief in it before and now. */
export interface Point {
  readonly effect: number;
  readonly before: number;
  readonly now: number;
}

/** The points of both curves within reach of the data. */
export function beliefPoints({ curve, prior, posterior }: ScepticalUpdate): Point[] {
  const reach = Math.max(2.5 * prior.deviation, Math.abs(posterior.mean) + 2.5 * posterior.deviation);
  return curve.effect.flatMap((effect, i) =>
    Math.abs(effect) > reach ? [] : [{ effect, before: curve.prior[i] as number, now: curve.posterior[i] as number }],
  );
}

const ROWS = 25;

function tableOf(update: ScepticalUpdate, show: (effect: number) => string): FigureTable {
  const points = beliefPoints(update);
  const step = Math.max(1, Math.ceil(points.length / ROWS));
  return {
    head: ['effect', 'density before', 'density now'],
    rows: points
      .filter((_, i) => i % step === 0)
      .map(({ effect, before, now }) => [show(effect), before.toPrecision(3), now.toPrecision(3)]),
  };
}
