import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { StudyOutput, StudyResult } from '../../../src/contract/study.ts';
import { useOperation } from '../../api/client.ts';
import { Later, SpecificationCurve } from '../../charts/lazy.tsx';
import { Fault } from '../../parts/notice.tsx';
import { Section } from '../../parts/section.tsx';
import { SkeletonBox } from '../../parts/skeleton.tsx';
import { isMissing, Missing } from '../../parts/study/missing.tsx';
import { TradeSheet } from '../../parts/study/trade-sheet.tsx';
import { STUDY } from '../../parts/study/words.ts';
import { useWords } from '../../words/words.ts';
import { CLAIM } from './words.ts';

type More = 'curve' | 'trade';

/** The choices: shown where they were asked for, else a button that asks. */
export function AskedCurve({ study, anchor }: { readonly study: StudyResult; readonly anchor: string }) {
  const words = useWords(CLAIM);
  const studyWords = useWords(STUDY);
  return (
    <Section id="curve" title={studyWords.curve} hint={words.curveHint} isPrinted={useIsShown(study, 'curve')}>
      <Asked
        study={study}
        more="curve"
        label={words.askCurve}
        show={({ curve, direction }) =>
          curve === null ? null : isMissing(curve) ? (
            <Missing part={curve} />
          ) : (
            <Later height={560}>
              <SpecificationCurve curve={curve} direction={direction} anchor={`${anchor}-curve`} />
            </Later>
          )
        }
      />
    </Section>
  );
}

/** The trade: shown where it was asked for, else a button that asks. */
export function AskedTrade({ study, anchor }: { readonly study: StudyResult; readonly anchor: string }) {
  const words = useWords(CLAIM);
  const studyWords = useWords(STUDY);
  return (
    <Section id="trade" title={studyWords.trade} hint={words.tradeHint} isPrinted={useIsShown(study, 'trade')}>
      <Asked
        study={study}
        more="trade"
        label={words.askTrade}
        show={({ trade }) =>
          trade === null ? null : isMissing(trade) ? <Missing part={trade} /> : <TradeSheet trade={trade} anchor={`${anchor}-trade`} />
        }
      />
    </Section>
  );
}

/** Whether there is more than the button that asks. */
function useIsShown(study: StudyResult, more: More): boolean {
  const search = useSearch({ from: '/claims/$pack/$claim' });
  return study[more] !== null || search[more] === true;
}

interface AskedProps {
  readonly study: StudyResult;
  readonly more: More;
  readonly label: string;
  readonly show: (study: StudyResult) => ReactNode;
}

/** A part that takes some seconds, so it is asked for; whether it was stands in the address. */
function Asked({ study, more, label, show }: AskedProps) {
  const words = useWords(CLAIM);
  const search = useSearch({ from: '/claims/$pack/$claim' });
  const navigate = useNavigate({ from: '/claims/$pack/$claim' });
  const isAsked = search[more] === true;
  const has = study[more] !== null;
  const { trigger: when, outcome, direction, asOf } = study;
  const answer = useOperation('study', { when, then: [outcome], direction, asOf, [more]: true }, { enabled: isAsked && !has });
  if (has) return show(study);
  if (!isAsked)
    return (
      <p className="no-print mt-2 flex flex-wrap items-center gap-3">
        <button
          type="button"
          onClick={() => navigate({ search: (all) => ({ ...all, [more]: true }), resetScroll: false })}
          className="min-h-9 rounded border border-ink px-3 text-[15px] font-semibold hover:bg-wash"
        >
          {label}
        </button>
        <Link
          to="/lab"
          search={{ when, then: [outcome], run: true, [more]: true, ...(direction === 'down' ? { direction } : {}) }}
          className="text-[15px] underline"
        >
          {words.inLab}
        </Link>
      </p>
    );
  if (answer.isError) return <Fault error={answer.error} onRetry={() => answer.refetch()} />;
  if (answer.data === undefined) return <SkeletonBox height={420} label={words.asking} />;
  return show(single(answer.data));
}

const single = (output: StudyOutput): StudyResult => ('members' in output ? (output.members[0] as StudyResult) : output);
