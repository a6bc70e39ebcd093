import { formatCount, formatNumber } from '../../contract/format.ts';
import type { TriggerScanResult } from '../../contract/scan.ts';

/** What a scan found, in plain words: how much was tried, what looked good, what is left. */
export function scanSentence({ counts, targets, direction, level, measure }: Omit<TriggerScanResult, 'sentence'>): string {
  if (counts.tested === 0) {
    return `Nothing could be tested of ${formatCount(counts.hypotheses, 'combination')} of trigger, market and horizon.`;
  }
  const tried = `${formatNumber(counts.tested)} combinations of trigger, market and horizon were tried to foretell ${foretold(measure, direction)} of ${listed(targets)}.`;
  const alone = `Had each been the only one, ${formatNumber(counts.uncorrected)} would have looked significant at ${Number((100 * level).toPrecision(3))} %; luck alone gives at most ${onAverage(counts.byLuck)} on average.`;
  return `${tried} ${alone} ${whatIsLeft(counts)}`;
}

function whatIsLeft({ survivors, findings }: TriggerScanResult['counts']): string {
  if (survivors === 0) return 'Counted together, none of them stands out from luck.';
  const ideas = findings === survivors ? '' : `, ${formatCount(findings, 'finding')} when near-identical triggers are told once`;
  return `Counted together, ${formatNumber(survivors)} ${survivors === 1 ? 'stands' : 'stand'} out${ideas}.`;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** A mean count: one decimal where it is small. */
export const onAverage = (count: number): string => formatNumber(count, count < 10 ? 1 : 0);

/** What is looked for, by what the outcome is measured in. */
export const foretold = (measure: TriggerScanResult['measure'], direction: TriggerScanResult['direction']): string =>
  measure === 'return' ? (direction === 'up' ? 'rises' : 'falls') : direction === 'up' ? 'higher outcomes' : 'lower outcomes';
