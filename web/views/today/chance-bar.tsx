import { formatPercent } from '../../../src/contract/format.ts';
import type { ClaimState } from '../../../src/contract/state.ts';
import { useWords } from '../../words/words.ts';
import { TODAY } from './words.ts';

const WIDTH = 120;

/** The chance of a hit beside the base rate: two numbers and a small bar; the whisker is the 80 % interval. */
export function ChanceBar({ chance }: { readonly chance: NonNullable<ClaimState['probability']> }) {
  const words = useWords(TODAY);
  const { value, baseRate, interval, clusters } = chance;
  const at = (share: number) => share * WIDTH;
  return (
    <div title={words.chanceHint}>
      <p className="text-[14px]">
        <span className="sr-only">{words.chanceHint}: </span>
        <span className="font-semibold">{formatPercent(value)}</span>{' '}
        <span className="text-muted">
          {words.base} {formatPercent(baseRate)}, n {clusters}
        </span>
      </p>
      <svg viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height="12" aria-hidden="true" className="mt-1 block">
        <rect x="0" y="4" width={WIDTH} height="4" fill="var(--band-outer)" />
        <rect x="0" y="4" width={at(baseRate)} height="4" fill="var(--base)" />
        <path d={`M${at(interval.low)},6H${at(interval.high)}`} stroke="var(--events)" strokeWidth="1.5" />
        <circle cx={at(value)} cy="6" r="4" fill="var(--events)" stroke="var(--paper)" strokeWidth="1" />
      </svg>
    </div>
  );
}
