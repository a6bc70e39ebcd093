import type { Evidence, Side } from '../../../src/contract/evidence.ts';
import { useWords } from '../../words/words.ts';
import { IndicatorRow } from './indicator-row.tsx';
import { byGroup, SIDES, SIGNS } from './indicator-words.ts';
import { EVIDENCE } from './words.ts';

interface BoardProps {
  readonly evidence: Pick<Evidence, 'groups' | 'indicators'>;
  readonly pack: string;
}

/** Picture 5, for and against: one row for each indicator under its side and its group; what cannot be read stands below with what it needs. */
export function ForAndAgainst({ evidence, pack }: BoardProps) {
  return (
    <div className="mt-4 grid gap-x-12 gap-y-8 md:grid-cols-2">
      {SIDES.map((side) => {
        const groups = byGroup(evidence, side);
        if (groups.length === 0) return null;
        return (
          <section key={side} className={`min-w-0 ${side === 'unknown' ? 'md:col-span-2' : ''}`}>
            <SideHead side={side} count={groups.reduce((sum, { indicators }) => sum + indicators.length, 0)} />
            <div className={side === 'unknown' ? 'gap-x-12 md:columns-2' : ''}>
              {groups.map(({ title, indicators }) => (
                <section key={title} className="break-inside-avoid">
                  <h4 lang="en" className="pt-3 text-[13px] font-normal text-muted">
                    {title}
                  </h4>
                  <ul>
                    {indicators.map((reading) => (
                      <IndicatorRow key={reading.id} reading={reading} pack={pack} />
                    ))}
                  </ul>
                </section>
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}

/** The name of a side, with its sign and how many are on it. */
export function SideHead({ side, count }: { readonly side: Side; readonly count: number }) {
  const words = useWords(EVIDENCE);
  return (
    <h3 className="border-b-[1.5px] border-ink pb-1 text-[15px]">
      <span aria-hidden="true" className="mr-1 inline-block w-4 text-center text-muted">
        {SIGNS[side]}
      </span>
      {words[side]} <span className="font-normal text-muted">{count}</span>
    </h3>
  );
}
