import { useCallback, useState } from 'react';
import { formatDate, formatNumber } from '../../../src/contract/format.ts';
import type { ReadKind, ReadResult } from '../../../src/contract/read.ts';
import { Notice } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { fill, useWords } from '../../words/words.ts';
import { READING } from './answer-words.ts';
import { ArticleView } from './article-view.tsx';
import { Comparison } from './comparison.tsx';
import { DraftFile } from './draft-file.tsx';
import { leadToMark, type OpenClaim } from './places.ts';
import type { ReadQuestion } from './read-question.ts';
import { Refusals, Sources } from './sources.tsx';
import { TakeAway } from './take-away.tsx';
import { READ } from './words.ts';

interface ReadingProps {
  readonly result: ReadResult;
  readonly question: ReadQuestion;
  /** Of the files that the texts came from. */
  readonly names: readonly (string | undefined)[];
}

/** What was read: the sentence first, what the texts have in common, each text with its claims, who says it, what is taken away. */
export function Reading({ result, question, names }: ReadingProps) {
  const words = useWords(READING);
  const form = useWords(READ);
  const [kind, setKind] = useState<ReadKind>();
  const [open, setOpen] = useState<OpenClaim>();
  const toggle = useCallback(
    (one: OpenClaim) =>
      setOpen((before) => (before?.article === one.article && before.claim === one.claim && before.line === one.line ? undefined : one)),
    [],
  );
  const show = useCallback((one: OpenClaim) => {
    setKind(undefined);
    setOpen(one);
    leadToMark(one);
  }, []);
  const { articles, syndication, sentence } = result;
  const isSeveral = articles.length > 1;
  const titles = articles.map(
    ({ name }, at) => names[at] ?? (isSeveral ? fill(form.textNth, { n: at + 1 }) : question.text[at] === undefined ? name : form.text),
  );
  const claims = articles.reduce((sum, article) => sum + article.claims.length, 0);
  return (
    <>
      <p lang="en" className="max-w-[68ch] text-[19px] leading-snug">
        <Prose text={sentence} />
      </p>
      <p lang="en" className="mt-1 text-[13px] text-muted">
        {result.dataSource} · {formatDate(result.asOf)}
      </p>
      {claims === 0 ? (
        <Notice title={words.noClaim}>
          <p>{words.noClaimHelp}</p>
        </Notice>
      ) : (
        <KindFilter result={result} kind={kind} onKind={setKind} />
      )}
      {syndication !== null && isSeveral && <Comparison syndication={syndication} titles={titles} onShow={show} />}
      {articles.map((article, at) => (
        <ArticleView
          // biome-ignore lint/suspicious/noArrayIndexKey: texts of one answer never change places
          key={at}
          article={article}
          at={at}
          title={titles[at] as string}
          number={isSeveral && names[at] !== undefined ? at + 1 : undefined}
          kind={kind}
          open={open?.article === at ? open : undefined}
          onToggle={toggle}
        />
      ))}
      <Sources sources={result.sources} />
      <DraftFile drafts={result.drafts} />
      <Refusals refused={result.refused} />
      <TakeAway command={result.command} question={question} />
    </>
  );
}

const KINDS = ['figure', 'pattern', 'condition', 'forecast'] as const;

interface KindFilterProps {
  readonly result: ReadResult;
  readonly kind: ReadKind | undefined;
  readonly onKind: (kind: ReadKind | undefined) => void;
}

/** Shows the claims of one kind alone. */
function KindFilter({ result: { articles }, kind, onKind }: KindFilterProps) {
  const words = useWords(READING);
  const kinds = articles.flatMap(({ claims }) => claims.map((claim) => claim.kind));
  const choices = [undefined, ...KINDS.filter((one) => kinds.includes(one))];
  return (
    <div className="no-print mt-5">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws its legend on a line of its own */}
      <div role="group" aria-label={words.show} className="flex flex-wrap items-center gap-2">
        <span aria-hidden="true" className="text-[14px] text-muted">
          {words.show}
        </span>
        {choices.map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-pressed={kind === one}
            onClick={() => onKind(one)}
            className="min-h-9 rounded border border-line px-3 text-[14px] hover:border-ink aria-pressed:border-ink aria-pressed:bg-wash aria-pressed:font-semibold"
          >
            {one === undefined ? words.all : words[one]}{' '}
            <span className="font-normal text-muted">
              {formatNumber(one === undefined ? kinds.length : kinds.filter((other) => other === one).length)}
            </span>
          </button>
        ))}
      </div>
      <p className="mt-2 max-w-[80ch] text-[13px] text-muted">{words.howToRead}</p>
    </div>
  );
}
