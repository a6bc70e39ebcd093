import { Link, useParams } from '@tanstack/react-router';
import type { EvidenceResult, IndicatorReading } from '../../../src/contract/evidence.ts';
import { capitalise } from '../../../src/contract/format.ts';
import { addressOf, useOperation } from '../../api/client.ts';
import { SIGNS } from '../../parts/evidence/indicator-words.ts';
import { EVIDENCE } from '../../parts/evidence/words.ts';
import { Prose } from '../../parts/prose.tsx';
import { Section } from '../../parts/section.tsx';
import { SkeletonBox, SkeletonLines } from '../../parts/skeleton.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { keepAsOf } from '../../shell/shell.tsx';
import { useWords } from '../../words/words.ts';
import { Again } from './again.tsx';
import { IndicatorFacts } from './indicator-facts.tsx';
import { IndicatorHistory } from './indicator-history.tsx';
import { NoIndicator } from './no-indicator.tsx';
import { PAGES } from './words.ts';

/** One indicator: what it says now, why it speaks so, and its whole history. */
export function IndicatorPage() {
  const words = useWords(PAGES);
  const { pack, indicator } = useParams({ from: '/evidence/$pack/$indicator' });
  const asOf = useAsOf();
  const { data, error, refetch } = useOperation('evidence', { pack, indicator, ...(asOf === undefined ? {} : { asOf }) });
  const reading = data?.evidence.indicators[0];
  return (
    <article className="min-h-screen min-w-0">
      <title>{`${reading?.title ?? indicator} · Harbinger`}</title>
      <p className="no-print text-[14px]">
        <Link to="/evidence/$pack" params={{ pack }} search={keepAsOf} className="inline-flex min-h-6 items-center underline">
          ← {words.back}
        </Link>
      </p>
      {error ? (
        <NoIndicator pack={pack} id={indicator} error={error} onRetry={() => refetch()} />
      ) : data && reading ? (
        <Shown result={data} reading={reading} asOf={asOf} />
      ) : (
        <>
          <div className="mt-4">
            <SkeletonLines lines={5} label={words.loading} />
          </div>
          <SkeletonBox height={440} label={words.loading} />
        </>
      )}
    </article>
  );
}

interface ShownProps {
  readonly result: EvidenceResult;
  readonly reading: IndicatorReading;
  readonly asOf: string | undefined;
}

const SAYS = { for: 'sideFor', against: 'sideAgainst', unknown: 'sideUnknown' } as const;

function Shown({ result, reading, asOf }: ShownProps) {
  const words = useWords(PAGES);
  const evidence = useWords(EVIDENCE);
  const { title, side, why, reasonBy, note, group } = reading;
  const { thesis, groups } = result.evidence;
  return (
    <>
      <header className="max-w-[76ch]">
        <p lang="en" className="mt-3 text-[14px] text-muted">
          {groups.find(({ id }) => id === group)?.title}
        </p>
        <h1 lang="en" className="text-[clamp(24px,4.2vw,36px)] leading-[1.16] tracking-tight">
          {title}
        </h1>
        <p className="mt-3 text-[17px] font-semibold">
          <span aria-hidden="true" className="mr-2 inline-block w-4 text-center text-muted">
            {SIGNS[side]}
          </span>
          {words[SAYS[side]]}
        </p>
        <p className="mt-1 text-[15px] text-muted">
          {evidence.thesis}: <span lang="en">{thesis}</span>
        </p>
        <p lang="en" className="mt-3">
          <Prose text={why} /> <span className="text-muted">{capitalise(reasonBy)}.</span>
        </p>
        {note !== null && (
          <p lang="en" className="mt-3 border-l-[3px] border-base pl-3 text-[15px]">
            <Prose text={note} />
          </p>
        )}
      </header>
      <IndicatorFacts reading={reading} />
      <IndicatorHistory result={result} reading={reading} />
      <WhatIsRead reading={reading} />
      <Bears claims={reading.claims} pack={result.pack} />
      <Again result={result} href={addressOf('evidence', { pack: result.pack, indicator: reading.id, asOf }, 'csv')} label={words.csv} />
    </>
  );
}

/** The expression, where it can be tried, and the series behind it. */
function WhatIsRead({ reading: { expression, series, speaks, level } }: Pick<ShownProps, 'reading'>) {
  const words = useWords(PAGES);
  const crosses = speaks === 'high' ? 'crosses_above' : 'crosses_below';
  return (
    <Section id="expression" title={words.expression}>
      <p className="mt-2">
        <code className="rounded bg-wash px-2 py-1 text-[14px] [overflow-wrap:anywhere]">{expression}</code>
      </p>
      {level !== null && (
        <p className="no-print mt-2 text-[14px]">
          <Link
            to="/lab"
            search={(all) => ({ ...keepAsOf(all), when: `${crosses}(${expression}, ${level})` })}
            className="inline-flex min-h-6 items-center underline"
          >
            {words.inLab}
          </Link>
        </p>
      )}
      <h3 className="mt-5 text-[15px]">{words.series}</h3>
      <ul className="max-w-[76ch] text-[15px]">
        {series.map(({ id, source }) => (
          <li key={id} className="border-b border-line py-1.5">
            <Link to="/series/$id" params={{ id }} search={keepAsOf} className="font-mono text-[14px] underline">
              {id}
            </Link>{' '}
            <span lang="en" className="text-[14px] text-muted">
              {source}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The claims of the pack on which it bears. */
function Bears({ claims, pack }: { readonly claims: readonly string[]; readonly pack: string }) {
  const words = useWords(PAGES);
  const packs = useOperation('packs', {});
  const all = packs.data?.packs.find((one) => one.pack === pack)?.claims ?? [];
  return (
    <Section id="claims" title={words.bears}>
      {claims.length === 0 ? (
        <p className="mt-2 text-[15px] text-muted">{words.bearsNone}</p>
      ) : (
        <ul lang="en" className="mt-2 max-w-[76ch]">
          {claims.map((claim) => (
            <li key={claim} className="border-b border-line py-1.5">
              <Link to="/claims/$pack/$claim" params={{ pack, claim }} search={keepAsOf} className="underline">
                <Prose text={all.find(({ id }) => id === claim)?.statement ?? claim} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
