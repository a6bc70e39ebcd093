import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { SeriesEntry } from '../../../src/contract/claims.ts';
import { formatNumber } from '../../../src/contract/format.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { useOperation } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { Fault, Notice } from '../../parts/notice.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { isChosen } from './catalogue-entry.ts';
import { CatalogueTable } from './catalogue-table.tsx';
import { Facets } from './facets.tsx';
import type { CatalogueSearch } from './series-search.ts';
import { SERIES } from './words.ts';

/** The catalogue: every series that is held or could be. */
export function SeriesListPage() {
  const words = useWords(SERIES);
  const asOf = useAsOf();
  const { data, error, refetch } = useCatalogue(asOf);
  return (
    <>
      <title>{`${words.title} · Harbinger`}</title>
      <h1 className="text-[clamp(28px,5vw,40px)] leading-tight tracking-tight">{words.title}</h1>
      <p className="mt-2 max-w-[68ch] text-muted">{words.lead}</p>
      {error ? (
        <Fault error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <div className="mt-8">
          <SkeletonLines lines={12} label={words.loading} />
        </div>
      ) : (
        <>
          {!data.series.some(({ held }) => held) && (
            <Notice title={words.empty}>
              <p>
                <CodeText text={words.emptyHelp} />
              </p>
            </Notice>
          )}
          <Catalogue series={data.series} asOf={asOf} />
          <p className="mt-6 text-[13px] text-muted">
            <span lang="en">{fill(words.from, { source: data.dataSource })}</span>
            {!data.hasAll && ` · ${words.onlyHeld}`}
          </p>
        </>
      )}
    </>
  );
}

function Catalogue({ series, asOf }: { readonly series: readonly SeriesEntry[]; readonly asOf: string | undefined }) {
  const words = useWords(SERIES);
  const search = useSearch({ from: '/series' }) as CatalogueSearch;
  const navigate = useNavigate();
  const isWanted = search.state === 'findings';
  const doctor = useOperation('doctor', asOf === undefined ? {} : { asOf }, { enabled: isWanted });
  const found = useMemo(
    () => doctor.data && new Set(doctor.data.series.filter(({ findings }) => findings.length > 0).map(({ id }) => id)),
    [doctor.data],
  );
  const chosen = useMemo(() => series.filter((entry) => isChosen(entry, search, found)), [series, search, found]);
  const choose = (change: CatalogueSearch | null) =>
    void navigate({
      to: '/series',
      search: (all: { asOf?: string }) => {
        const next = change === null ? (all.asOf === undefined ? {} : { asOf: all.asOf }) : { ...all, ...change };
        return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
      },
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <Facets series={series} search={search} onChoose={choose} />
      <p role="status" className="mt-4 mb-2 text-[14px] text-muted">
        {isWanted && doctor.isPending
          ? words.looking
          : fill(words.found, { n: formatNumber(chosen.length), of: formatNumber(series.length) })}
      </p>
      {isWanted && doctor.error && <Fault error={doctor.error} onRetry={() => doctor.refetch()} />}
      {chosen.length > 0 ? (
        <CatalogueTable series={chosen} />
      ) : (
        series.length > 0 && (
          <Notice title={words.none}>
            <p>{words.noneHelp}</p>
            <p>
              <Button onClick={() => choose(null)}>{words.reset}</Button>
            </p>
          </Notice>
        )
      )}
    </>
  );
}
