import { Link } from '@tanstack/react-router';
import type { NowResult } from '../../../src/contract/state.ts';
import { Catalysts } from '../../parts/evidence/catalysts.tsx';
import { Conditions } from '../../parts/evidence/conditions.tsx';
import { ForAndAgainst } from '../../parts/evidence/for-and-against.tsx';
import { Reading } from '../../parts/evidence/reading.tsx';
import { EVIDENCE } from '../../parts/evidence/words.ts';
import { keepAsOf } from '../../shell/shell.tsx';
import { useWords } from '../../words/words.ts';
import { TODAY } from './words.ts';

type State = Pick<NowResult, 'pack' | 'claims' | 'evidence'>;

/** What speaks for the pack's thesis and against it; for a pack that names no indicators, the conditions of its claims. */
export function Evidence({ pack, claims, evidence }: State) {
  const words = useWords(EVIDENCE);
  const today = useWords(TODAY);
  if (evidence === null) {
    if (claims.every((claim) => claim.evidence.length === 0)) return null;
    return (
      <section id="evidence" className="mt-12 scroll-mt-20">
        <h2 className="text-[18px]">{words.conditions}</h2>
        <p className="mt-1 max-w-[68ch] text-[14px] text-muted">{words.conditionsHint}</p>
        <Conditions claims={claims} pack={pack} isLinked />
      </section>
    );
  }
  return (
    <section id="evidence" className="mt-14 scroll-mt-20 border-t-[3px] border-ink pt-4">
      <h2 lang="en" className="text-[22px] leading-tight tracking-tight">
        {evidence.title}
      </h2>
      <p className="mt-1 text-[15px] text-muted">
        {words.thesis}: <span lang="en">{evidence.thesis}</span>
      </p>
      <Reading reading={evidence.reading}>
        <p className="no-print mt-2 text-[14px]">
          <Link to="/evidence/$pack" params={{ pack }} search={keepAsOf} className="inline-flex min-h-6 items-center underline">
            {today.overTime}
          </Link>
        </p>
      </Reading>
      <p className="mt-6 max-w-[76ch] text-[13px] text-muted">{words.barHint}</p>
      <ForAndAgainst evidence={evidence} pack={pack} />
      <Catalysts catalysts={evidence.catalysts} />
    </section>
  );
}
