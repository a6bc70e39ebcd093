import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { BackcastResult } from '../../../src/contract/forecast.ts';
import { useOperation } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Fault } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Section } from '../../parts/section.tsx';
import { SkeletonLines } from '../../parts/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { ForecastTable } from './forecast-table.tsx';
import { Scores } from './scores.tsx';
import { Standings } from './standings.tsx';
import { LEDGER } from './words.ts';

const DEFAULT_PACK = 'russell-crypto';
const EVERY = ['4w', '13w', '26w'] as const;
const FIELD = 'mt-1 block min-h-10 rounded border border-line bg-paper px-2 text-[16px] text-ink';

/** Replays past dates, apart from all that was sealed: on a ground of its own, by its own word, only when it is asked for. */
export function BackCast() {
  const words = useWords(LEDGER);
  const { from, every, pack } = useSearch({ from: '/ledger' });
  return (
    <Section id="backcast" title={words.backcast} hint={words.backcastHint} isPrinted={false}>
      <div className="rounded border-[1.5px] border-dashed border-base px-4 py-4 md:px-5">
        <Question />
        {from !== undefined && <Answer from={from} every={every ?? EVERY[1]} pack={pack ?? DEFAULT_PACK} />}
      </div>
    </Section>
  );
}

function Question() {
  const words = useWords(LEDGER);
  const search = useSearch({ from: '/ledger' });
  const navigate = useNavigate({ from: '/ledger' });
  const packs = useOperation('packs', {});
  const [from, setFrom] = useState(search.from ?? '2020-01-03');
  const [every, setEvery] = useState(search.every ?? EVERY[1]);
  const [pack, setPack] = useState(search.pack ?? DEFAULT_PACK);
  const replay = (event: FormEvent) => {
    event.preventDefault();
    if (from !== '') void navigate({ search: (all) => ({ ...all, from, every, pack }), resetScroll: false });
  };
  return (
    <form onSubmit={replay} className="flex flex-wrap items-end gap-4 text-[14px] text-muted">
      <label>
        {words.from}
        <input type="date" required value={from} onChange={(event) => setFrom(event.target.value)} className={FIELD} />
      </label>
      <label>
        {words.every}
        <select value={every} onChange={(event) => setEvery(event.target.value)} className={FIELD}>
          {EVERY.map((span) => (
            <option key={span}>{span}</option>
          ))}
        </select>
      </label>
      <label>
        {words.pack}
        <select value={pack} onChange={(event) => setPack(event.target.value)} className={FIELD}>
          {(packs.data?.packs.map((one) => one.pack) ?? [pack]).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <Button type="submit">{words.replay}</Button>
    </form>
  );
}

function Answer(input: { readonly from: string; readonly every: string; readonly pack: string }) {
  const words = useWords(LEDGER);
  const answer = useOperation('forecast backcast', input);
  if (answer.isError) return <Fault error={answer.error} onRetry={() => answer.refetch()} />;
  return answer.data ? (
    <Replayed result={answer.data} />
  ) : (
    <div className="mt-4">
      <SkeletonLines lines={5} label={words.replaying} />
    </div>
  );
}

function Replayed({ result }: { readonly result: BackcastResult }) {
  const words = useWords(LEDGER);
  const scored = result.forecasts.filter(({ settlement }) => settlement !== null);
  return (
    <div className="mt-5">
      <p lang="en" className="max-w-[68ch] text-[15px] font-semibold">
        <Prose text={result.warning} />
      </p>
      <p lang="en" className="mt-2 mb-4 max-w-[68ch] text-[15px]">
        <Prose text={result.sentence} />
      </p>
      <Scores
        title={`${words.scores} (${words.isBackcast})`}
        scores={result.scores}
        what="back-cast forecasts"
        anchor="backcast-reliability"
      />
      {result.bySource.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 text-[16px]">
            {words.bySource} ({words.isBackcast})
          </h3>
          <Standings title={`${words.bySource} (${words.isBackcast})`} rows={result.bySource} by="by" />
        </>
      )}
      {scored.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 text-[16px]">
            {words.scored} ({words.isBackcast})
          </h3>
          <ForecastTable title={`${words.scored} (${words.isBackcast})`} rows={scored} isScored />
        </>
      )}
    </div>
  );
}
