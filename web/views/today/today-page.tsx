import { Link, useSearch } from '@tanstack/react-router';
import { formatDate } from '../../../src/contract/format.ts';
import type { ClaimState, NowResult } from '../../../src/contract/state.ts';
import { addressOf, useOperation } from '../../api/client.ts';
import { Fault } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { SkeletonBox, SkeletonLines } from '../../parts/skeleton.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { usePreferences } from '../../shell/preferences.tsx';
import { fill, useWords } from '../../words/words.ts';
import { Changes } from './changes.tsx';
import { ClaimRows } from './claim-rows.tsx';
import { Evidence } from './evidence.tsx';
import { VerdictCounts } from './verdict-counts.tsx';
import { TODAY } from './words.ts';

const DEFAULT_PACK = 'russell-crypto';

/** What is claimed, how sure one can be, and what is on now. */
export function TodayPage() {
  const words = useWords(TODAY);
  const { pack = DEFAULT_PACK } = useSearch({ from: '/' });
  const asOf = useAsOf();
  const now = useOperation('now', { pack, ...(asOf === undefined ? {} : { asOf }) });
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <PackChoice pack={pack} />
      {now.isError ? <Fault error={now.error} onRetry={() => now.refetch()} /> : now.data ? <State state={now.data} /> : <Waiting />}
    </>
  );
}

function Waiting() {
  const words = useWords(TODAY);
  return (
    <>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <div className="mt-6 max-w-[60ch]">
        <SkeletonLines lines={3} label={words.loading} />
      </div>
      {Array.from({ length: 6 }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the boxes are all alike
        <div key={i} className="mt-3" aria-hidden="true">
          <SkeletonBox height={64} label={words.loading} />
        </div>
      ))}
    </>
  );
}

function State({ state }: { readonly state: NowResult }) {
  const words = useWords(TODAY);
  const groups = [
    [words.live, state.claims.filter(({ liveness }) => liveness === 'on' || liveness === 'open')],
    [words.quiet, state.claims.filter(({ liveness }) => liveness === 'quiet')],
    [words.untestable, state.claims.filter(({ liveness }) => liveness === 'untestable')],
  ] as const;
  return (
    <>
      <div className="gap-x-12 md:grid md:grid-cols-[minmax(0,68ch)_minmax(220px,1fr)]">
        <header>
          <p className="text-[14px] text-muted">{fill(words.dataTo, { date: formatDate(state.asOf) })}</p>
          <h1 lang="en" className="mt-1 text-[clamp(28px,5vw,40px)] leading-[1.12] tracking-tight">
            {state.title}
          </h1>
          <p lang="en" className="mt-4 text-[clamp(17px,2.2vw,20px)] leading-snug">
            <Prose text={state.summary} />
          </p>
          <Tally counts={state.evidence?.reading ?? state.counts} of={state.evidence ? words.indicators : words.conditions} />
        </header>
        <VerdictCounts claims={state.claims} />
      </div>
      <Changes state={state} />
      {groups.map(([title, claims]) => (claims.length === 0 ? null : <Group key={title} title={title} claims={claims} state={state} />))}
      <Evidence {...state} />
      <Foot state={state} />
    </>
  );
}

function Group({ title, claims, state }: { readonly title: string; readonly claims: readonly ClaimState[]; readonly state: NowResult }) {
  return (
    <section className="mt-10">
      <h2 className="text-[18px]">
        {title} <span className="font-normal text-muted">{claims.length}</span>
      </h2>
      <ClaimRows claims={claims} pack={state.pack} dataTo={state.asOf} title={title} />
    </section>
  );
}

/** How many indicators or conditions speak for, against, or cannot be read: told by sign and place, not by colour. */
function Tally({ counts, of }: { readonly counts: NowResult['counts']; readonly of: string }) {
  const words = useWords(TODAY);
  const entries = [
    ['+', counts.for, words.for],
    ['−', counts.against, words.against],
    ['?', counts.unknown, words.unknown],
  ] as const;
  if (counts.for + counts.against + counts.unknown === 0) return null;
  return (
    <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-[15px]">
      <span className="text-muted">{of}:</span>
      {entries.map(([sign, count, word]) => (
        <a key={word} href="#evidence" className="no-underline hover:underline">
          <span aria-hidden="true" className="mr-1 inline-block w-4 text-center text-muted">
            {sign}
          </span>
          <span className="font-semibold">{count}</span> {word}
        </a>
      ))}
    </p>
  );
}

function PackChoice({ pack }: { readonly pack: string }) {
  const words = useWords(TODAY);
  const packs = useOperation('packs', {});
  if ((packs.data?.packs.length ?? 0) < 2) return null;
  return (
    <nav aria-label={words.pack} className="mb-4">
      <ul className="flex flex-wrap gap-2 text-[14px]">
        {packs.data?.packs.map(({ pack: name }) => (
          <li key={name}>
            <Link
              to="/"
              search={(all) => ({ ...all, pack: name })}
              aria-current={name === pack ? 'page' : undefined}
              className="aria-[current=page]:font-semibold"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Foot({ state }: { readonly state: NowResult }) {
  const words = useWords(TODAY);
  const input = { pack: state.pack };
  const asOf = useAsOf();
  const { language } = usePreferences();
  return (
    <section className="mt-12 grid gap-6 border-t-[3px] border-ink pt-4 text-[14px] md:grid-cols-2">
      <div>
        <p className="font-semibold">
          <Link to="/lab" className="underline">
            {words.ownQuestion}
          </Link>
        </p>
        <p className="text-muted">{words.ownQuestionHint}</p>
        <p className="mt-3">
          <a href={addressOf('check', input, 'html')} className="underline">
            {words.report}
          </a>
        </p>
        <p className="mt-1">
          <a href={addressOf('brief', { ...input, asOf, lang: language }, 'html')} className="underline">
            {words.brief}
          </a>
        </p>
      </div>
      <div lang="en" className="text-muted">
        <p>
          {words.dataSource}: {state.dataSource}
        </p>
        <p>
          Harbinger {state.version} · <code className="text-[12px] break-all">{state.dataHash.slice(0, 16)}</code>
        </p>
        <p>
          <code className="text-[12px] break-all">{state.command}</code>
        </p>
      </div>
    </section>
  );
}
