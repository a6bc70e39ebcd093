import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PacksResult } from '../../../src/contract/state.ts';
import { useOperation } from '../../api/client.ts';
import { Fault, Notice } from '../../parts/notice.tsx';
import { SkeletonBox } from '../../parts/skeleton.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { ClaimGroups, type Listed, matches } from './claim-list.tsx';
import { CLAIM } from './words.ts';

/** All claims of all packs: the sentences at once, the verdicts as they come. */
export function ClaimsPage() {
  const words = useWords(CLAIM);
  const packs = useOperation('packs', {});
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[60ch] text-[17px] text-muted">{words.lead}</p>
      <Search />
      {packs.isError ? (
        <Fault error={packs.error} onRetry={() => packs.refetch()} />
      ) : packs.data === undefined ? (
        <Waiting />
      ) : (
        packs.data.packs.map((pack) => <Pack key={pack.pack} pack={pack} />)
      )}
    </>
  );
}

function Waiting() {
  const words = useWords(CLAIM);
  return Array.from({ length: 8 }, (_, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the boxes are all alike
    <div key={i} className="mt-3">
      <SkeletonBox height={64} label={words.loading} />
    </div>
  ));
}

function Search() {
  const words = useWords(CLAIM);
  const { q = '' } = useSearch({ from: '/claims' });
  const navigate = useNavigate({ from: '/claims' });
  return (
    <search className="no-print mt-5 block max-w-[480px]">
      <label className="block text-[14px] text-muted">
        {words.search}
        <input
          type="search"
          value={q}
          placeholder={words.searchHint}
          onChange={({ target }) =>
            navigate({ search: ({ q: _, ...all }) => (target.value === '' ? all : { ...all, q: target.value }), replace: true })
          }
          className="mt-1 block min-h-11 w-full rounded border border-base bg-paper px-3 text-[16px] text-ink placeholder:text-muted"
        />
      </label>
    </search>
  );
}

function Pack({ pack }: { readonly pack: PacksResult['packs'][number] }) {
  const words = useWords(CLAIM);
  const asOf = useAsOf();
  const { q = '' } = useSearch({ from: '/claims' });
  const navigate = useNavigate({ from: '/claims' });
  const check = useOperation('check', { pack: pack.pack, ...(asOf === undefined ? {} : { asOf }) });
  const checked = new Map(check.data?.claims.map((claim) => [claim.id, claim]));
  const listed: Listed[] = pack.claims.map((claim) => ({ ...claim, checked: checked.get(claim.id) ?? null }));
  const shown = listed.filter((claim) => matches(claim, q));
  return (
    <section className="mt-8" aria-labelledby={`pack-${pack.pack}`}>
      <h2 id={`pack-${pack.pack}`} lang="en" className="text-[22px] leading-snug">
        {pack.title}
      </h2>
      <p lang="en" className="mt-1 max-w-[68ch] text-[15px] text-muted">
        {pack.question}
      </p>
      <p role="status" className="mt-1 text-[14px] text-muted">
        {fill(words.count, { n: shown.length, of: listed.length })}
      </p>
      {check.isError && <Fault error={check.error} onRetry={() => check.refetch()} />}
      {shown.length === 0 ? (
        <Notice title={words.nothing}>
          <p>{words.nothingHelp}</p>
          <p>
            <button
              type="button"
              onClick={() => navigate({ search: ({ q: _, ...all }) => all })}
              className="min-h-9 rounded border border-line px-3 text-[14px] hover:border-ink"
            >
              {words.clear}
            </button>
          </p>
        </Notice>
      ) : (
        <ClaimGroups pack={pack.pack} claims={shown} isChecking={check.isPending} />
      )}
    </section>
  );
}
