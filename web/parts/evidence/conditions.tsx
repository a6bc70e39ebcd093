import { Link } from '@tanstack/react-router';
import { formatDate, formatInUnit, formatNumber, formatPercentile, keepTogether } from '../../../src/contract/format.ts';
import type { ClaimState } from '../../../src/contract/state.ts';
import { keepAsOf } from '../../shell/shell.tsx';
import { fill, useWords } from '../../words/words.ts';
import { PercentileBar } from '../percentile-bar.tsx';
import { SideHead } from './for-and-against.tsx';
import { ageInWords, SIDES } from './indicator-words.ts';
import { EVIDENCE } from './words.ts';

type Reading = ClaimState['evidence'][number] & { readonly claim: string };

interface ConditionsProps {
  readonly claims: readonly Pick<ClaimState, 'id' | 'evidence'>[];
  readonly pack: string;
  /** Whether each leads to its claim. */
  readonly isLinked?: boolean;
}

/** The conditions that claims name, read now: one that holds speaks for its claim, one that does not against it. */
export function Conditions({ claims, pack, isLinked = false }: ConditionsProps) {
  const readings = claims.flatMap(({ id, evidence }) => evidence.map((reading) => ({ ...reading, claim: id })));
  return (
    <div className="mt-4 grid gap-x-12 gap-y-8 md:grid-cols-2">
      {SIDES.map((side) => {
        const own = readings.filter((reading) => reading.side === side);
        if (own.length === 0) return null;
        return (
          <section key={side} className={side === 'unknown' ? 'md:col-span-2' : ''}>
            <SideHead side={side} count={own.length} />
            <ul className={side === 'unknown' ? 'md:grid md:grid-cols-2 md:gap-x-12' : ''}>
              {own.map((reading) => (
                <ConditionRow key={`${reading.claim} ${reading.expression}`} reading={reading} pack={isLinked ? pack : null} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function ConditionRow({ reading, pack }: { readonly reading: Reading; readonly pack: string | null }) {
  const words = useWords(EVIDENCE);
  const { label, value, unit, percentile, date, observations, needs, claim, ageDays } = reading;
  return (
    <li className="border-b border-line py-2 text-[14px]">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4" lang="en">
        {pack === null ? (
          <span>{label}</span>
        ) : (
          <Link
            to="/claims/$pack/$claim"
            params={{ pack, claim }}
            search={keepAsOf}
            className="inline-block min-h-6 no-underline hover:underline"
          >
            {label}
          </Link>
        )}
        <span className="font-semibold">{formatInUnit(value, unit)}</span>
      </div>
      {percentile === null ? (
        <p className="text-[13px] text-muted">{needs.length > 0 ? `${words.needs} ${keepTogether(needs.join(', '))}` : '–'}</p>
      ) : (
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-[13px] text-muted">
          <PercentileBar share={percentile} />
          {fill(words.atOrAbove, { share: formatPercentile(percentile), n: formatNumber(observations) })}
          <span>
            {formatDate(date)}, {ageInWords(ageDays, words)}
          </span>
        </p>
      )}
    </li>
  );
}
