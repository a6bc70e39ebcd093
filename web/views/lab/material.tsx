import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { SeriesEntry } from '../../../src/contract/claims.ts';
import type { LanguageFunction } from '../../../src/contract/expression.ts';
import { ask, useOperation } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { fill, useWords } from '../../words/words.ts';
import { useLabContents } from './lab-context.tsx';
import type { LabSearch } from './lab-search.ts';
import { starters } from './starters.ts';
import { LAB } from './words.ts';

interface MaterialProps {
  /** Fills the fields. */
  readonly onUse: (question: Pick<LabSearch, 'when' | 'then' | 'direction'>) => void;
  /** Writes where the cursor is. */
  readonly onInsert: (text: string) => void;
}

/** What to write with: examples, functions, series, the claims that ship. */
export function Material({ onUse, onInsert }: MaterialProps) {
  const words = useWords(LAB);
  const { vocabulary } = useLabContents();
  const of = (role: LanguageFunction['role']) => vocabulary.functions.filter((one) => one.role === role);
  return (
    <div className="grid min-w-0 content-start">
      <Section title={words.starters} isOpen>
        <p className="text-[13px] text-muted">{words.startersHelp}</p>
        <ul className="mt-2 grid gap-2">
          {starters(vocabulary.functions).map(({ when, then, doc }) => (
            <Example key={when} code={`${when}\n→ ${then}`} doc={doc} onClick={() => onUse({ when, then: [then] })} />
          ))}
        </ul>
      </Section>
      <Section title={words.seriesFind}>
        <SeriesPicker series={vocabulary.series} onInsert={onInsert} />
      </Section>
      <Section title={words.fromPack}>
        <PackClaims onUse={onUse} />
      </Section>
      {(
        [
          ['trigger', words.triggers],
          ['outcome', words.outcomes],
          ['series', words.seriesFunctions],
        ] as const
      ).map(([role, title]) => (
        <Section key={role} title={title}>
          <ul className="grid gap-2">
            {of(role).map(({ name, example, doc }) => (
              <Example key={name} code={example} doc={doc} onClick={() => onInsert(example)} />
            ))}
          </ul>
        </Section>
      ))}
      <p className="border-t border-line py-3 text-[14px]">
        <Link to="/docs/$" params={{ _splat: 'reference/language' }} className="underline">
          {words.language}
        </Link>
      </p>
    </div>
  );
}

function Section({ title, isOpen = false, children }: { readonly title: string; readonly isOpen?: boolean; readonly children: ReactNode }) {
  const [shown, setShown] = useState(isOpen);
  return (
    <details open={shown} onToggle={(event) => setShown(event.currentTarget.open)} className="min-w-0 border-t border-line py-1">
      <summary className="min-h-9 content-center text-[15px] font-semibold">{title}</summary>
      {shown && <div className="pt-1 pb-4">{children}</div>}
    </details>
  );
}

function Example({ code, doc, onClick }: { readonly code: string; readonly doc: string; readonly onClick: () => void }) {
  return (
    <li>
      <button
        type="button"
        lang="en"
        onClick={onClick}
        className="block w-full rounded border border-line px-3 py-2 text-left hover:border-ink"
      >
        <code className="block text-[13px] leading-5 break-words whitespace-pre-wrap">{code}</code>
        <span className="mt-1 block text-[13px] leading-5 text-muted">{doc}</span>
      </button>
    </li>
  );
}

const MOST_SERIES = 12;

function SeriesPicker({ series, onInsert }: { readonly series: readonly SeriesEntry[]; readonly onInsert: (text: string) => void }) {
  const words = useWords(LAB);
  const [text, setText] = useState('');
  const wanted = text.toLowerCase().split(/\s+/);
  const found = series.filter(({ id, title, unit, source }) => {
    const all = `${id} ${title} ${unit} ${source}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
  return (
    <>
      <input
        type="search"
        aria-label={words.seriesSearch}
        placeholder={words.seriesSearch}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="min-h-9 w-full rounded border border-base bg-paper px-3 text-[15px] placeholder:text-muted"
      />
      <ul aria-live="polite" className="mt-1">
        {found.slice(0, MOST_SERIES).map(({ id, title, held }) => (
          <li key={id}>
            <button
              type="button"
              aria-label={fill(words.seriesInsert, { id })}
              onClick={() => onInsert(id)}
              className="flex min-h-8 w-full items-baseline gap-2 rounded px-1 py-1 text-left text-[14px] hover:bg-wash"
            >
              <code className="text-target">{id}</code>
              <span className="min-w-0 flex-1 truncate text-muted">{title === id ? '' : title}</span>
              {!held && <span className="flex-none text-[12px] text-muted italic">{words.notHeld}</span>}
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="text-[14px] text-muted">{words.seriesNone}</li>}
        {found.length > MOST_SERIES && (
          <li className="px-1 text-[13px] text-muted">{fill(words.seriesMore, { n: found.length - MOST_SERIES })}</li>
        )}
      </ul>
    </>
  );
}

/** The claims that can be asked as studies; one that is chosen puts its own trigger and outcomes into the fields. */
function PackClaims({ onUse }: Pick<MaterialProps, 'onUse'>) {
  const words = useWords(LAB);
  const { data, error } = useOperation('packs', {});
  if (error) return <p className="text-[14px]">{error.message}</p>;
  if (!data) return <p className="text-[14px] text-muted">{words.loading} …</p>;
  return (
    <>
      <p className="text-[13px] text-muted">{words.fromPackHelp}</p>
      <ul className="mt-2 grid gap-2">
        {data.packs.flatMap(({ pack, claims }) =>
          claims
            .filter(({ kind }) => kind === 'pattern')
            .map((claim) => <PackClaim key={`${pack} ${claim.id}`} {...{ pack, claim, onUse }} />),
        )}
      </ul>
    </>
  );
}

interface PackClaimProps extends Pick<MaterialProps, 'onUse'> {
  readonly pack: string;
  readonly claim: { readonly id: string; readonly statement: string };
}

function PackClaim({ pack, claim, onUse }: PackClaimProps) {
  const words = useWords(LAB);
  const { refetch, isFetching, error, data } = useQuery({
    queryKey: ['check', 'question', pack, claim.id],
    queryFn: async ({ signal }) => questionsOf(await ask('check', { pack, claim: claim.id }, signal)),
    enabled: false,
    retry: false,
  });
  const use = async () => {
    const question = data ?? (await refetch()).data;
    if (question) onUse(question);
  };
  return (
    <li className="rounded border border-line px-3 py-2 text-[14px] leading-5">
      <p lang="en">{claim.statement}</p>
      {error && <p role="alert">{error.message}</p>}
      <Button look="small" className="mt-2" disabled={isFetching} onClick={use}>
        {isFetching ? `${words.loading} …` : words.use}
      </Button>
    </li>
  );
}

/** The question that a claim asks, from what its check found. */
function questionsOf({
  claims: [claim],
}: {
  readonly claims: readonly { known: readonly Asked[]; toDate: readonly Asked[]; needs: readonly string[] }[];
}) {
  const members = claim?.toDate.length ? claim.toDate : (claim?.known ?? []);
  const first = members[0];
  if (!first) throw new Error(claim?.needs.length ? `needs ${claim.needs.join(', ')}` : 'this claim is no study of one trigger');
  const family = members.filter(({ trigger, direction }) => trigger === first.trigger && direction === first.direction);
  return { when: first.trigger, then: [...new Set(family.map(({ outcome }) => outcome))], direction: first.direction };
}

interface Asked {
  readonly trigger: string;
  readonly outcome: string;
  readonly direction: 'up' | 'down';
}
