import { formatDate, formatNumber, formatStated, MISSING } from '../../../contract/format.ts';
import type { LagResult } from '../../../contract/lag.ts';
import { markdownTable } from '../harmless.ts';
import { list, type Text } from './text.ts';

/** A pair's lead and lag: the sentence, how many pairs, every test, how steady it is. */
export const lagText: Text<LagResult> = (result) => {
  const { a, b, sentence, observations, from, to, clock, tests, peakSides, windowYears, notes, sources, asOf } = result;
  const rows = tests.map(({ name, observations: n, value, p, insufficient }) => [
    name,
    `${n}`,
    formatNumber(value, 2),
    p === null ? MISSING : formatStated(p, { withheld: null }),
    insufficient?.reason ?? '',
  ]);
  const windows = peakSides.aFirst + peakSides.bFirst + peakSides.sameTime;
  return [
    sentence,
    `n: ${formatNumber(observations)} pairs of changes, ${formatDate(from)} to ${formatDate(to)}. ${clock}`,
    markdownTable(['test', 'n', 'value', 'p', 'note'], rows),
    ...(windows === 0
      ? []
      : [
          `In ${windows} windows of ${windowYears} years the largest correlation has ${a} first ${peakSides.aFirst} times, ${b} first ${peakSides.bFirst} times, both at once ${peakSides.sameTime} times.`,
        ]),
    ...(notes.length > 0 ? [list(notes.map((note) => `Note: ${note}`))] : []),
    `As of ${formatDate(asOf)}. Data: ${[...new Set(sources)].join('; ')}.`,
  ];
};
