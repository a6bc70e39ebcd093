import { Link } from '@tanstack/react-router';
import { formatDate, formatInUnit, formatNumber, formatPercentile } from '../../../src/contract/format.ts';
import type { ClaimState } from '../../../src/contract/state.ts';
import { PercentileBar } from '../../parts/percentile-bar.tsx';
import { fill, useWords } from '../../words/words.ts';
import { TODAY } from './words.ts';

type Reading = ClaimState['evidence'][number] & { readonly claim: string };

const SIDES = ['for', 'against', 'unknown'] as const;
const SIGNS = { for: '+', against: '−', unknown: '?' } as const;

/** Picture 5, for and against: one row for each condition, its value among its own past, and its age. */
export function Evidence({ claims, pack }: { readonly claims: readonly ClaimState[]; readonly pack: string }) {
  const words = useWords(TODAY);
  const readings = claims.flatMap(({ id, evidence }) => evidence.map((reading) => ({ ...reading, claim: id })));
  if (readings.length === 0) return null;
  return (
    <section id="evidence" className="mt-12 scroll-mt-20">
      <h2 className="text-[18px]">{words.evidence}</h2>
      <p className="mt-1 max-w-[68ch] text-[14px] text-muted">{words.evidenceHint}</p>
      <div className="mt-4 grid gap-x-12 gap-y-8 md:grid-cols-2">
        {SIDES.map((side) => {
          const own = readings.filter((reading) => reading.side === side);
          if (own.length === 0) return null;
          return (
            <section key={side} className={side === 'unknown' ? 'md:col-span-2' : ''}>
              <h3 className="border-b-[1.5px] border-ink pb-1 text-[15px]">
                <span aria-hidden="true" className="mr-1 inline-block w-4 text-center text-muted">
                  {SIGNS[side]}
                </span>
                {words[side]} <span className="font-normal text-muted">{own.length}</span>
              </h3>
              <ul className={side === 'unknown' ? 'md:grid md:grid-cols-2 md:gap-x-12' : ''}>
                {own.map((reading) => (
                  <EvidenceRow key={`${reading.claim} ${reading.expression}`} reading={reading} pack={pack} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </section>
  );
}

function EvidenceRow({ reading, pack }: { readonly reading: Reading; readonly pack: string }) {
  const words = useWords(TODAY);
  const { label, value, unit, percentile, date, observations, needs, claim, ageDays } = reading;
  return (
    <li className="border-b border-line py-2 text-[14px]" lang="en">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Link to="/claims/$pack/$claim" params={{ pack, claim }} className="no-underline hover:underline">
          {label}
        </Link>
        <span className="font-semibold">{formatInUnit(value, unit)}</span>
      </div>
      {percentile === null ? (
        <p className="text-[13px] text-muted">{needs.length > 0 ? `${words.needs} ${needs.join(', ')}` : '–'}</p>
      ) : (
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-[13px] text-muted">
          <PercentileBar share={percentile} />
          {fill(words.atOrAbove, { share: formatPercentile(percentile), n: formatNumber(observations) })}
          <span>
            {formatDate(date)}
            {ageDays === null || ageDays <= 0 ? '' : `, ${ageDays === 1 ? words.day : fill(words.days, { n: ageDays })}`}
          </span>
        </p>
      )}
    </li>
  );
}
