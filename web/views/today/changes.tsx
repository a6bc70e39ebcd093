import { Link } from '@tanstack/react-router';
import type { Change, Changes as ChangesSince } from '../../../src/contract/evidence.ts';
import { formatDate } from '../../../src/contract/format.ts';
import type { NowResult } from '../../../src/contract/state.ts';
import { Prose } from '../../parts/prose.tsx';
import { keepAsOf } from '../../shell/shell.tsx';
import { fill, useWords } from '../../words/words.ts';
import { nameOfChanged } from './changed.ts';
import { TODAY } from './words.ts';

/** Changes that stand open; the others a click away. */
const SHOWN = 4;

type State = Pick<NowResult, 'pack' | 'claims' | 'evidence' | 'changes'>;

/** What is not as it was: yesterday, a week ago, in the last run that is kept. */
export function Changes({ state }: { readonly state: State }) {
  const words = useWords(TODAY);
  if (state.changes.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="text-[18px]">{words.changes}</h2>
      <div className="mt-2 grid gap-x-12 gap-y-4 md:grid-cols-[repeat(auto-fit,minmax(260px,1fr))]">
        {state.changes.map((since) => (
          <Since key={since.since} since={since} state={state} />
        ))}
      </div>
    </section>
  );
}

const HEADS = { yesterday: 'sinceYesterday', 'last week': 'sinceWeek', 'last run': 'sinceRun' } as const;

function Since({ since: { since, asOf, run, changes }, state }: { readonly since: ChangesSince; readonly state: State }) {
  const words = useWords(TODAY);
  const rest = changes.slice(SHOWN);
  const items = (all: readonly Change[]) => (
    <ul>
      {all.map((change) => (
        <Item key={`${change.kind} ${change.id} ${change.sentence}`} change={change} state={state} />
      ))}
    </ul>
  );
  const head = (
    <>
      {words[HEADS[since]]} <span className="font-normal text-muted">{formatDate(asOf)}</span>
    </>
  );
  return (
    <section className="min-w-0 text-[14px] leading-5">
      <h3 className="border-b-[1.5px] border-ink pb-1 text-[14px]">
        {run === null ? (
          head
        ) : (
          <Link to="/runs/$id" params={{ id: run }} className="no-underline hover:underline">
            {head}
          </Link>
        )}
      </h3>
      {changes.length === 0 ? <p className="pt-1.5 text-muted">{words.unchanged}</p> : items(changes.slice(0, SHOWN))}
      {rest.length > 0 && (
        <details>
          <summary className="min-h-6 pt-1.5 text-[13px] text-muted underline hover:text-ink">
            {fill(words.more, { n: rest.length })}
          </summary>
          {items(rest)}
        </details>
      )}
    </section>
  );
}

function Item({ change, state }: { readonly change: Change; readonly state: State }) {
  const { kind, id, sentence } = change;
  const { pack } = state;
  const name = nameOfChanged(change, state);
  const look = 'inline-block min-h-6 font-semibold no-underline hover:underline';
  return (
    <li lang="en" className="border-b border-line py-1.5">
      {kind === 'catalyst' ? (
        <a href={`#catalyst-${id}`} className={look}>
          {name}
        </a>
      ) : kind === 'indicator' ? (
        <Link to="/evidence/$pack/$indicator" params={{ pack, indicator: id }} search={keepAsOf} className={look}>
          {name}
        </Link>
      ) : (
        <Link to="/claims/$pack/$claim" params={{ pack, claim: id }} search={keepAsOf} className={look}>
          {name}
        </Link>
      )}
      <p className="text-muted">
        <Prose text={sentence} />
      </p>
    </li>
  );
}
