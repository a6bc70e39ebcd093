import { Link } from '@tanstack/react-router';
import type { ClaimResult, Fact } from '../../../src/contract/claims.ts';
import { formatDate, keepTogether } from '../../../src/contract/format.ts';
import { VerdictChip } from '../../parts/chip.tsx';
import { Prose } from '../../parts/prose.tsx';
import { fill, useWords } from '../../words/words.ts';
import { KeyNumbers } from './key-numbers.tsx';
import { CLAIM } from './words.ts';

/** How a sentence is set: the long ones smaller. */
export const headingOf = (statement: string): string =>
  `max-w-[40ch] leading-[1.16] tracking-tight ${statement.length > 110 ? 'text-[clamp(21px,3.4vw,28px)]' : 'text-[clamp(24px,4.2vw,36px)]'}`;

/** The sentence, who said it, the verdict in plain words and the key numbers. */
export function ClaimHead({ claim }: { readonly claim: ClaimResult }) {
  return (
    <header className="gap-12 lg:grid lg:grid-cols-[minmax(0,2fr)_minmax(260px,1fr)]">
      <div className="min-w-0">
        <h1 lang="en" className={headingOf(claim.statement)}>
          <Prose text={claim.statement} />
        </h1>
        <Byline claim={claim} />
        <div lang="en" className="mt-4 flex max-w-[68ch] flex-wrap items-baseline gap-x-3 gap-y-1">
          <VerdictChip kind={claim.verdictKind} isLink />
          {claim.verdict !== claim.verdictKind && (
            <span className="text-[15px] font-semibold">
              <Prose text={claim.verdict} />
            </span>
          )}
        </div>
        <p lang="en" className="mt-3 max-w-[68ch] text-[17px] leading-relaxed">
          <Prose text={claim.why} />
        </p>
        <Needs claim={claim} />
        <KeyNumbers claim={claim} />
      </div>
      <Aside claim={claim} />
    </header>
  );
}

function Byline({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(CLAIM);
  const n = claim.outlets.length;
  return (
    <p className="mt-2 text-[14px] text-muted">
      <span lang="en" className="text-ink">
        {claim.by}
      </span>
      {' · '}
      {formatDate(claim.madeOn)}
      {' · '}
      <a href="#outlets" className="underline">
        {n === 1 ? words.oneCopy : fill(words.copies, { n })}
      </a>
      {' · '}
      {words[`${claim.kind}One`]}
    </p>
  );
}

function Needs({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(CLAIM);
  if (claim.needs.length === 0) return null;
  return (
    <div className="mt-4 max-w-[68ch] rounded border-[1.5px] border-dashed border-base px-4 py-3 text-[15px]">
      <p className="font-semibold">{claim.verdictKind === 'untestable: needs' ? words.needsUntestable : words.needsMore}:</p>
      <ul lang="en" className="mt-1 list-disc pl-5">
        {claim.needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
      <p className="mt-2">
        <Link to="/docs/$" params={{ _splat: 'how-to/get-data' }} className="underline">
          {words.needsHelp}
        </Link>
      </p>
    </div>
  );
}

function Aside({ claim }: { readonly claim: ClaimResult }) {
  const words = useWords(CLAIM);
  return (
    <aside className="mt-6 min-w-0 border-line text-[14px] leading-5 lg:mt-1 lg:border-l lg:pl-6">
      <Facts title={words.asserts} facts={claim.asserts} />
      <Facts title={words.inNumbers} facts={claim.facts} />
      <h2 className="text-[14px]">{words.testedBy}</h2>
      <p lang="en" className="mb-4 text-muted">
        <Prose text={claim.test} />
      </p>
      <h2 id="outlets" className="scroll-mt-20 text-[14px]">
        {words.outlets}
      </h2>
      <ul lang="en">
        {[...Map.groupBy(claim.outlets, whenOf)].map(([when, outlets]) => (
          <li key={when} className="mt-1">
            {outlets.map(({ outlet, title }) => (title === null ? outlet : `${outlet}, “${title}”`)).join('; ')}
            <span className="block text-muted">{keepTogether(when)}</span>
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** Copies that came out on the same day share a line. */
const whenOf = ({ date, dateNote }: ClaimResult['outlets'][number]): string =>
  `${formatDate(date)}${dateNote === null ? '' : ` (${dateNote})`}`;

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <>
      <h2 className="text-[14px]">{title}</h2>
      <dl lang="en" className="mb-4">
        {facts.map(({ label, value }) => (
          <div key={label} className="mt-1">
            <dt className="inline text-muted">{label}: </dt>
            <dd className="inline">{keepTogether(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
