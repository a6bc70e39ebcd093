import { Link, useParams } from '@tanstack/react-router';
import type { CheckResult } from '../../../src/contract/claims.ts';
import { useOperation } from '../../api/client.ts';
import { Fault } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { SkeletonBox, SkeletonLines } from '../../parts/skeleton.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { useWords } from '../../words/words.ts';
import { Bearing } from './bearing.tsx';
import { ClaimHead, headingOf } from './claim-head.tsx';
import { PatternMethods, PatternPictures, PatternTables } from './claim-pattern.tsx';
import { Neighbours } from './neighbours.tsx';
import { Readings } from './readings.tsx';
import { Relations } from './relations.tsx';
import { HowSure, Notes, Reproduce, SeriesUsed } from './reproduce.tsx';
import { SinceClaim } from './since-claim.tsx';
import { CLAIM } from './words.ts';

/** One claim: the verdict, how sure one can be, why, then everything. */
export function ClaimPage() {
  const { pack, claim } = useParams({ from: '/claims/$pack/$claim' });
  const asOf = useAsOf();
  const check = useOperation('check', { pack, claim, pictures: true, ...(asOf === undefined ? {} : { asOf }) });
  const packs = useOperation('packs', {});
  const statement = packs.data?.packs.find((one) => one.pack === pack)?.claims.find((one) => one.id === claim)?.statement;
  return (
    <article className="min-h-screen min-w-0">
      <Neighbours pack={pack} claim={claim} packs={packs.data?.packs ?? []} />
      {check.isError ? (
        <Fault error={check.error} onRetry={() => check.refetch()} />
      ) : check.data === undefined ? (
        <Waiting statement={statement} />
      ) : (
        <Checked check={check.data} />
      )}
    </article>
  );
}

/** The sentence at once, then the rest in grey of the same height: nothing moves when it comes. */
function Waiting({ statement }: { readonly statement: string | undefined }) {
  const words = useWords(CLAIM);
  if (statement === undefined) return <title>{`${words.title} · Harbinger`}</title>;
  return (
    <>
      <title>{`${statement} · Harbinger`}</title>
      <h1 lang="en" className={headingOf(statement)}>
        <Prose text={statement} />
      </h1>
      <div className="mt-4 max-w-[68ch]">
        <SkeletonLines lines={6} label={words.checking} />
      </div>
      <div className="mt-6">
        <SkeletonBox height={84} label={words.checking} />
      </div>
      <div className="mt-12">
        <SkeletonBox height={640} label={words.picturesLoading} />
      </div>
    </>
  );
}

function Checked({ check }: { readonly check: CheckResult }) {
  const words = useWords(CLAIM);
  const claim = check.claims[0];
  if (claim === undefined)
    return (
      <p>
        <Link to="/claims" className="underline">
          {words.back}
        </Link>
      </p>
    );
  return (
    <>
      <title>{`${claim.statement} · Harbinger`}</title>
      <ClaimHead claim={claim} />
      <PatternPictures claim={claim} />
      <Readings claim={claim} />
      <Relations claim={claim} />
      <SinceClaim claim={claim} asOf={check.asOf} />
      <Bearing pack={check.pack} claim={claim.id} />
      <PatternTables claim={claim} pack={check.pack} />
      <HowSure claim={claim} />
      <PatternMethods claim={claim} pack={check.pack} />
      <Notes claim={claim} />
      <SeriesUsed claim={claim} series={check.series} />
      <Reproduce claim={claim} check={check} />
    </>
  );
}
