import type { ForecastScores } from '../forecast.ts';
import { formatCount, formatNumber, formatPercent } from '../format.ts';
import type { FigureWords } from './figure-words.ts';

/** Scores with a reliability diagram. */
export type Reliability = Exclude<ForecastScores['reliability'], { ok: false }>;

/**
 * What a reliability diagram says in words.
 *
 * @param what - What the forecasts are, e.g. `sealed forecasts`.
 */
export function reliabilityWords(
  { points }: Reliability,
  { forecasts, clusters }: Pick<ForecastScores, 'forecasts' | 'clusters'>,
  what: string,
): FigureWords {
  const share = (pick: (point: Reliability['points'][number]) => number) =>
    points.reduce((sum, point) => sum + pick(point) * point.observations, 0) / forecasts;
  const title = `The ${what} gave ${formatPercent(share(({ meanProbability }) => meanProbability))} on average; ${formatPercent(share(({ frequency }) => frequency))} went as claimed.`;
  const inWords = points
    .map(
      ({ meanProbability, frequency, observations }) =>
        `of ${formatNumber(observations)} near ${formatPercent(meanProbability)}, ${formatPercent(frequency)}`,
    )
    .join('; ');
  return {
    title,
    key: [
      ['events', 'share that went as claimed, with the number of forecasts'],
      ['base', 'where it would lie, nine times in ten, were each forecast right and each case its own'],
    ],
    alt: `${title} ${inWords}.`,
    footer: [
      `n = ${formatCount(forecasts, 'forecast')} in ${formatCount(clusters, 'independent case')}`,
      'horizons that overlap share their luck, so that the bars are too short',
    ],
    table: {
      head: ['forecast', 'went as claimed', 'if the forecasts were right', 'n'],
      rows: points.map(({ meanProbability, frequency, consistency, observations }) => [
        formatPercent(meanProbability),
        formatPercent(frequency),
        `${formatPercent(consistency.low)} to ${formatPercent(consistency.high)}`,
        formatNumber(observations),
      ]),
    },
  };
}
