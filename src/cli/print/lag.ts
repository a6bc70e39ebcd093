import { cardinal, formatDate, formatNumber, formatProbability } from '../../contract/format.ts';
import type { LagResult } from '../../contract/lag.ts';
import { relationTable } from './close-look.ts';
import { type Look, lineWidth, sparkline, styled, table, wrap } from './layout.ts';

/** A pair's lead and lag: the sentence, the clocks, every test, the correlations as bars, how steady they are. */
export function printLag(result: LagResult, look: Look): string {
  const { a, b, sentence, clock, observations, from, to, notes } = result;
  return `${[
    styled(`${a} and ${b}: what moves first?`, 'bold', look),
    wrap(sentence),
    styled(wrap(`${formatNumber(observations)} pairs, ${formatDate(from)} to ${formatDate(to)}. ${clock}`), 'dim', look),
    '',
    relationTable(result.tests),
    ...correlationLines(result),
    ...stabilityLines(result, look),
    '',
    ...notes.map((note) => styled(wrap(`Note: ${note}`, { hanging: 2 }), 'dim', look)),
  ].join('\n')}\n`;
}

function correlationLines({ correlations, a, b }: LagResult): string[] {
  if ('ok' in correlations) return ['', `No correlations: ${correlations.reason}.`];
  const { lags, values } = correlations;
  const step = Math.max(1, Math.ceil(values.length / (lineWidth() - 16)));
  const middle = lags.indexOf(0);
  const isShown = (i: number) => (i - middle) % step === 0;
  const shown = values.filter((_, i) => isShown(i));
  const zero = lags.slice(0, middle).filter((_, i) => isShown(i)).length;
  return [
    '',
    wrap(`Correlation by lag; left of the mark ${b} moves first, right of it ${a}`),
    `  ${sparkline(shown)}`,
    `  ${' '.repeat(zero)}▲ same time`,
  ];
}

function stabilityLines({ stability, peakSides, windowYears, a, b }: LagResult, look: Look): string[] {
  const eras = stability.filter(({ kind }) => kind === 'era');
  if (eras.length === 0) return [];
  const rows = eras.map(({ from, to, sameTime, peakLag, peak, aFirst, bFirst, observations }) => [
    `${formatDate(from)} to ${formatDate(to)}`,
    formatNumber(sameTime, 2),
    formatNumber(peakLag),
    formatNumber(peak, 2),
    formatProbability(aFirst),
    formatProbability(bFirst),
    formatNumber(observations),
  ]);
  return [
    '',
    styled('How steady', 'bold', look),
    table([['era', 'same time', 'lag of the largest', 'largest', `Granger p, ${a} first`, `${b} first`, 'n'], ...rows], [1, 2, 3, 4, 5, 6]),
    ...(peakSides.aFirst + peakSides.bFirst + peakSides.sameTime === 0
      ? []
      : [
          wrap(
            `Windows of ${cardinal(windowYears)} years: ${a} first in ${peakSides.aFirst}, ${b} first in ${peakSides.bFirst}, neither in ${peakSides.sameTime}.`,
          ),
        ]),
  ];
}
