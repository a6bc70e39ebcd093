import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDate, keepTogether } from '../../../src/contract/format.ts';
import { cutQuote, harmless } from '../../../src/contract/given-text.ts';
import type { ReadClaim } from '../../../src/contract/read.ts';
import { languageTag, understood } from '../../../src/contract/read-words.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ExpressionText } from '../../parts/expression-text.tsx';
import { Prose } from '../../parts/prose.tsx';
import { useAsOf } from '../../shell/as-of.tsx';
import { fill, useWords } from '../../words/words.ts';
import { READING, type ReadingWords } from './answer-words.ts';

/** Letters of the quotation: the whole of it is marked in the text. */
const QUOTED = 240;

/** Everything else of a claim: its words, why the verdict, markets, numbers, dates, the draft, the command. */
export function CardDetails({ claim, language }: { readonly claim: ReadClaim; readonly language: string | null }) {
  const words = useWords(READING);
  const { quote, verdict, about, numbers, dates } = claim;
  const markets = about.map(({ title, series }) => `${harmless(title)}${series === null ? ` (${words.noSeries})` : ''}`);
  return (
    <div className="mt-1 grid gap-1.5">
      <blockquote dir="auto" lang={languageTag(language)} className="text-muted italic">
        {cutQuote(quote, QUOTED)}
      </blockquote>
      {verdict !== null && verdict.why !== '' && (
        <p lang="en">
          <Prose text={harmless(verdict.why)} />
        </p>
      )}
      <dl className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[auto_minmax(0,1fr)]">
        {markets.length > 0 && <Fact term={words.about}>{markets.join(', ')}</Fact>}
        {numbers.length > 0 && (
          <Fact term={words.numbers}>{numbers.map((number) => asUnderstood(number.text, understood(number))).join('; ')}</Fact>
        )}
        {dates.length > 0 && (
          <Fact term={words.dates}>{dates.map(({ text, from, to }) => asUnderstood(text, spanIn(words, from, to))).join('; ')}</Fact>
        )}
      </dl>
      <Draft draft={claim.draft} />
      {verdict?.command != null && (
        <div className="flex flex-wrap items-start gap-2">
          <code className="min-w-0 flex-1 basis-60 rounded bg-paper px-2 py-1 text-[12px] break-words">{verdict.command}</code>
          <CopyButton text={verdict.command} />
        </div>
      )}
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-[13px] text-muted">{term}</dt>
      <dd dir="auto">{children}</dd>
    </>
  );
}

const asUnderstood = (text: string, meaning: string): string =>
  meaning === '' || harmless(text).trim() === meaning ? harmless(text) : `“${harmless(text)}” = ${keepTogether(meaning)}`;

function spanIn(words: ReadingWords, from: string | null, to: string | null): string {
  if (from === null && to === null) return '';
  if (from === to) return formatDate(from);
  if (from === null) return fill(words.until, { date: formatDate(to) });
  return to === null ? fill(words.from, { date: formatDate(from) }) : `${formatDate(from)} – ${formatDate(to)}`;
}

function Draft({ draft }: Pick<ReadClaim, 'draft'>) {
  const words = useWords(READING);
  const asOf = useAsOf();
  if (draft === null) return null;
  const { id, expressions, missing } = draft;
  const when = expressions.find(({ role }) => role === 'when')?.text;
  const then = expressions.filter(({ role }) => role === 'then').map(({ text }) => text);
  return (
    <>
      <p className="text-[13px] text-muted">{fill(words.draft, { id })}</p>
      {expressions.length > 0 && (
        <ul lang="en">
          {expressions.map(({ role, text }) => (
            <li key={`${role} ${text}`}>
              <span className="text-[13px] text-muted">{role}</span>{' '}
              <code className="text-[13px] break-words">
                <ExpressionText text={harmless(text)} />
              </code>
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <div className="rounded border border-dashed border-base px-2 py-1">
          <p className="text-[13px]">{words.needs}:</p>
          <ul lang="en" className="list-disc pl-5">
            {missing.map((what) => (
              <li key={what}>{harmless(what)}</li>
            ))}
          </ul>
        </div>
      )}
      {when !== undefined && then.length > 0 && (
        <Link to="/lab" search={{ when, then, run: true, ...(asOf === undefined ? {} : { asOf }) }} className="underline">
          {words.inLab}
        </Link>
      )}
    </>
  );
}
