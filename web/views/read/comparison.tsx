import type { ReactNode } from 'react';
import { formatNumber, keepTogether } from '../../../src/contract/format.ts';
import { cutQuote, harmless } from '../../../src/contract/given-text.ts';
import type { FactCell, Syndication } from '../../../src/contract/read.ts';
import { FACT_MARKS, wordShare } from '../../../src/contract/read-words.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Section } from '../../parts/section.tsx';
import { fill, useWords } from '../../words/words.ts';
import { COMPARISON } from './comparison-words.ts';
import type { OpenClaim } from './places.ts';

type Fact = Syndication['facts'][number];

/** Letters of a text's name above its column. */
const NAMED = 28;

interface ComparisonProps {
  readonly syndication: Syndication;
  /** What the texts are called. */
  readonly titles: readonly string[];
  /** Leads to a claim in its text. */
  readonly onShow: (open: OpenClaim) => void;
}

/** Which texts tell one story, and what each says of each fact. */
export function Comparison({ syndication: { stories, relations, facts }, titles, onShow }: ComparisonProps) {
  const words = useWords(COMPARISON);
  const told = stories.map((texts) =>
    texts.length > 1 ? fill(words.together, { texts: listOf(texts, words.and) }) : fill(words.alone, { text: listOf(texts, words.and) }),
  );
  return (
    <Section id="stories" title={words.stories}>
      <p className="mt-1 max-w-[68ch]">{told.join(' ')}</p>
      {facts.length > 0 && (
        <>
          <h3 className="mt-6 text-[16px]">{words.facts}</h3>
          <p className="mb-2 max-w-[80ch] text-[13px] text-muted">{words.factsHelp}</p>
          <DataTable
            title={words.facts}
            columns={columnsOf({ titles, words, onShow })}
            rows={facts}
            rowKey={(_, index) => String(index)}
            exportName="harbinger-facts"
          />
        </>
      )}
      <Relations relations={relations} />
    </Section>
  );
}

function listOf(texts: readonly number[], and: string): string {
  const numbers = texts.map((text) => String(text + 1));
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? last : `${numbers.join(', ')} ${and} ${last}`;
}

function Relations({ relations }: Pick<Syndication, 'relations'>) {
  const words = useWords(COMPARISON);
  const related = relations.filter((relation) => relation.kind !== 'none');
  if (related.length === 0) return null;
  return (
    <details className="mt-3">
      <summary className="min-h-6 text-[14px] underline">{words.relations}</summary>
      <ul className="mt-1 max-w-[80ch] list-disc pl-5 text-[14px]">
        {related.map(({ first, second, kind, sharedFacts, ofFacts, sharedWords }) => (
          <li key={`${first} ${second}`}>
            {keepTogether(
              fill(words.relation, {
                first: first + 1,
                second: second + 1,
                kind: kind === 'none' ? '' : words[kind],
                shared: formatNumber(sharedFacts),
                of: formatNumber(ofFacts),
                words: wordShare(sharedWords),
              }),
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

type ComparisonWords = (typeof COMPARISON)['en'];

interface ColumnsOf {
  readonly titles: readonly string[];
  readonly words: { readonly [Key in keyof ComparisonWords]: string };
  readonly onShow: (open: OpenClaim) => void;
}

function columnsOf({ titles, words, onShow }: ColumnsOf): readonly Column<Fact>[] {
  const wordOf = ({ mark }: FactCell): string => (mark === '-' ? words.none : words[mark]);
  return [
    {
      id: 'fact',
      header: words.fact,
      value: ({ label }) => harmless(label),
      cell: ({ label, by }) => (
        <span lang="en">
          {harmless(label)}
          {by !== null && <span className="block text-[13px] text-muted">{harmless(by)}</span>}
        </span>
      ),
      align: 'text',
      isSortable: false,
    },
    ...titles.map(
      (title, at): Column<Fact> => ({
        id: `text-${at}`,
        header: `${at + 1} · \u2068${cutQuote(title, NAMED)}\u2069`,
        value: ({ cells }) => {
          const cell = cells[at];
          return cell === undefined ? null : [wordOf(cell), ...cell.numbers, cell.note ?? ''].filter((part) => part !== '').join('; ');
        },
        cell: ({ cells }) => <CellView cell={cells[at]} words={words} word={wordOf} onShow={(claim) => onShow({ article: at, claim })} />,
        align: 'text',
        isSortable: false,
      }),
    ),
  ];
}

interface CellViewProps {
  readonly cell: FactCell | undefined;
  readonly words: ColumnsOf['words'];
  readonly word: (cell: FactCell) => string;
  readonly onShow: (claim: number) => void;
}

function CellView({ cell, words, word, onShow }: CellViewProps): ReactNode {
  if (cell === undefined) return '–';
  const { mark, claims, numbers, measure, note } = cell;
  const { shape } = FACT_MARKS[mark];
  if (mark === '-')
    return (
      <span className="relative text-muted">
        <span aria-hidden="true">{shape}</span>
        <span className="sr-only">{words.none}</span>
      </span>
    );
  const said = harmless(numbers.join('; '));
  const isOff = mark === 'misquoted';
  return (
    <div className={`relative ${isOff ? 'border-l-[3px] border-ink pl-2' : ''}`}>
      {mark === 'same' ? (
        <>
          <span aria-hidden="true">{shape}</span>
          <span className="sr-only">{word(cell)}</span>
        </>
      ) : (
        <strong className={isOff ? 'rounded border-[1.5px] border-current px-1.5 whitespace-nowrap' : 'whitespace-nowrap'}>
          {shape} {word(cell)}
        </strong>
      )}{' '}
      <bdi>{said}</bdi>
      {measure !== null && !said.includes(measure) && <span className="text-muted"> {harmless(measure)}</span>}
      {claims.map((claim) => (
        <button
          key={claim}
          type="button"
          aria-label={fill(words.claim, { n: claim + 1 })}
          onClick={() => onShow(claim)}
          className="ml-1 min-h-6 min-w-6 rounded border border-events px-1 text-[12px] font-semibold"
        >
          {claim + 1}
        </button>
      ))}
      {note !== null && (
        <span lang="en" className="block text-[13px] text-muted">
          {harmless(note)}
        </span>
      )}
    </div>
  );
}
