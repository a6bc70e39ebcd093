import type { Insufficient } from '../../contract/cross-checks.ts';
import type { EvidenceReading, ReadingTest } from '../../contract/evidence.ts';
import { capitalise, cardinal, formatCount, formatNumber, formatP, formatPercent } from '../../contract/format.ts';

/**
 * The reading in words, with what it has been worth: "Of 22 indicators that can be read twelve speak for the thesis and ten against it; six
 * cannot be read. With equal weights they stand at 54 of 100 of their own past (50 is neither), and on that side under 81 % of all weightings. …"
 */
export function readingSentence(
  reading: Pick<EvidenceReading, 'for' | 'against' | 'unknown' | 'percentile' | 'sameSide' | 'test'>,
): string {
  const { for: pro, against, unknown, percentile, sameSide, test } = reading;
  const read = pro + against;
  if (read === 0) return `None of ${formatCount(unknown, 'indicator')} can be read with these data.`;
  const left = unknown === 0 ? '' : `; ${cardinal(unknown)} cannot be read`;
  const count = `Of ${formatCount(read, 'indicator')} that can be read ${pro === 0 ? 'none' : cardinal(pro)} ${pro < 2 ? 'speaks' : 'speak'} for the thesis and ${against === 0 ? 'none' : cardinal(against)} against it${left}.`;
  if (percentile === null)
    return `${count} Too few of them have a past to stand against: there is no reading of the whole. ${testSentence(test)}`;
  const place = `With equal weights they stand at ${formatNumber(100 * percentile)} of 100 of their own past (50 is neither)`;
  const weights = sameSide ? `, and on that side under ${formatPercent(sameSide.share)} of all weightings.` : '.';
  return `${count} ${place}${weights} ${testSentence(test)}`;
}

/** What the history of the reading has been worth, or why that cannot be told. */
function testSentence(test: ReadingTest | Insufficient): string {
  if ('ok' in test)
    return `Whether such a reading ever added anything cannot be told: needed are ${test.needed} ${test.reason}, there ${test.available === 1 ? 'is' : 'are'} ${test.available}.`;
  const { observations, clusters, hitRate, baseRate, p, outcome, verdict, signal } = test;
  const cases = `${formatCount(observations, 'case')} in ${formatCount(clusters, 'cluster')}`;
  const events =
    hitRate === null || baseRate === null || observations === 0
      ? `It has passed 50 from below in ${cases} with a known outcome: ${verdict}`
      : `After it passed 50 from below (${cases}) ${outcome} was positive in ${formatPercent(hitRate)}, after all weeks in ${formatPercent(baseRate)}${p === null ? '' : ` (${formatP(p)})`}: ${verdict}`;
  return `${capitalise(events)}.${signal ? ` Its level as a signal (${formatP(signal.p)}): ${signal.verdict}.` : ''}`;
}
