import type { Belief as BeliefResult } from '../../../src/contract/belief.ts';
import { formatNumber, formatPercent } from '../../../src/contract/format.ts';
import type { StudyResult } from '../../../src/contract/study.ts';
import { BeliefCurve, Later } from '../../charts/lazy.tsx';
import { useWords } from '../../words/words.ts';
import { Prose } from '../prose.tsx';
import { isMissing, Missing } from './missing.tsx';
import { STUDY } from './words.ts';

/** What a sceptic should believe now, and the chance of the next case. */
export function Belief({ belief, study, anchor }: { readonly belief: BeliefResult; readonly study: StudyResult; readonly anchor: string }) {
  const words = useWords(STUDY);
  const { sceptical, forecast } = belief;
  return (
    <>
      {isMissing(sceptical) ? (
        <Missing part={sceptical} />
      ) : (
        <Later height={400}>
          <BeliefCurve update={sceptical} study={study} anchor={anchor} />
        </Later>
      )}
      <h3 className="mt-6 text-[16px]">{words.nextCase}</h3>
      {isMissing(forecast) ? <Missing part={forecast} /> : <Chance {...forecast} />}
    </>
  );
}

/** The chance of a hit drawn towards the base rate: two numbers and a bar with its interval. */
function Chance({ probability, interval, baseRate, pseudoEvents, clusters, hits }: Exclude<BeliefResult['forecast'], { ok: false }>) {
  const at = (share: number) => `${100 * share}%`;
  return (
    <div className="mt-2 max-w-[68ch]" lang="en">
      <div className="relative h-5" aria-hidden="true">
        <div className="absolute inset-x-0 top-2 h-1 bg-band-outer" />
        <div className="absolute top-1.5 h-2 bg-events/40" style={{ left: at(interval.low), width: at(interval.high - interval.low) }} />
        <div className="absolute top-0 h-5 w-0.5 bg-base" style={{ left: at(baseRate) }} />
        <div className="absolute top-0 h-5 w-1 bg-events" style={{ left: at(probability) }} />
      </div>
      <p className="mt-1 text-[14px]">
        <Prose
          text={`The next case: ${formatPercent(probability)} likely to go as claimed (80 % between ${formatPercent(interval.low)} and ${formatPercent(interval.high)}), from ${formatNumber(hits, Number.isInteger(hits) ? 0 : 1)} of ${formatNumber(clusters)} clusters and a base rate of ${formatPercent(baseRate)} that counts as ${formatNumber(pseudoEvents)} cases.`}
        />
      </p>
    </div>
  );
}
