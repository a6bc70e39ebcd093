import { formatNumber } from '../../../src/contract/format.ts';
import { fill } from '../../words/words.ts';
import type { ScanWords } from './words.ts';

/** A time to wait in a reader's words: whole seconds below two minutes, whole minutes above. */
export function formatDuration(seconds: number, words: Pick<ScanWords, 'seconds1' | 'seconds' | 'minutes'>): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole === 1) return words.seconds1;
  if (whole < 120) return fill(words.seconds, { n: formatNumber(whole) });
  return fill(words.minutes, { n: formatNumber(Math.round(whole / 60)) });
}
