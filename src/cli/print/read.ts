import { capitalise, formatCount, formatDate, formatNumber, formatPercent } from '../../contract/format.ts';
import type { ReadArticle, ReadClaim, ReadResult, ReadSource, Syndication } from '../../contract/read.ts';
import { FACT_MARKS, howSaid, languageName, relationWords, storyWords, tieWords, understood } from '../../contract/read-words.ts';
import { VerdictKind } from '../../contract/verdict.ts';
import { chipWords } from '../../contract/verdict-chip.ts';
import { cut, type Look, lineWidth, styled, table, wrap } from './layout.ts';
import { plain } from './plain.ts';

/** What was read: the sentence, each text with its claims, what the texts have in common, who says it. One claim is shown in full. */
export function printRead(result: ReadResult, look: Look): string {
  const { sentence, articles, syndication, sources, refused, dataSource, asOf } = result;
  const count = articles.reduce((sum, { claims }) => sum + claims.length, 0);
  const lines = [
    styled(wrap(plain(sentence)), 'bold', look),
    ...articles.flatMap((article, at) => ['', ...articleLines(article, { at, isOnly: count === 1, look })]),
    ...(count === 0 ? ['', wrap(NOTHING)] : []),
    ...(syndication === null ? [] : ['', ...syndicationLines(syndication, look)]),
    ...(sources.length === 0 ? [] : ['', styled('Who says it', 'bold', look), ...sourceLines(sources)]),
    ...refused.map(({ index, why }) => wrap(`Not taken: claim ${index + 1} of those given: ${plain(why)}`, { hanging: 2 })),
    '',
    styled(wrap(`Data: ${plain(dataSource)}, as of ${formatDate(asOf)}.`), 'dim', look),
    ...howToSeeMore(result),
  ];
  return `${lines.join('\n')}\n`;
}

const NOTHING =
  'No claim found. A claim says of a market what it did, what it does after something else, how it stands, or what it will do: “after each of its last three records Bitcoin rose as well”.';

interface Printed {
  readonly at: number;
  readonly isOnly: boolean;
  readonly look: Look;
}

function articleLines({ name, language, published, claims, notes }: ReadArticle, { at, isOnly, look }: Printed): string[] {
  const about = [languageName(language), published === null ? '' : formatDate(published), formatCount(claims.length, 'claim')];
  const head = wrap(`${at + 1} · ${plain(name)} (${about.filter((part) => part !== '').join(', ')})`, { hanging: 4 });
  return [
    styled(head, 'bold', look),
    ...(isOnly ? claims.flatMap((claim) => inFull(claim, look)) : claims.length === 0 ? [] : [claimTable(claims, look)]),
    ...notes.map((note) => styled(wrap(`Note: ${plain(note)}`, { hanging: 2 }), 'dim', look)),
  ];
}

/** From this width on a claim has one line. */
const ONE_LINE = 90;
/** Letters of the columns at most; the quotation has what is left. */
const MOST_TIE = 30;
const LEAST_QUOTE = 20;

/** Number, verdict, the beginning of the quotation, the claim that it is: one line each. */
function claimTable(claims: readonly ReadClaim[], look: Look): string {
  const packs = new Set(claims.flatMap(({ tie }) => tie?.pack ?? []));
  const [pack] = packs;
  const head = ['', 'verdict', 'it says', packs.size === 1 ? `claim of ${plain(pack ?? '')}` : 'claim'];
  const rows = claims.map((claim, i) => {
    const which = packs.size === 1 && claim.tie !== null ? claim.tie.claim : tieWords(claim);
    return [String(i + 1), chipOf(claim), `“${plain(claim.quote)}”`, plain(which)];
  });
  const widest = (at: number) => Math.max((head[at] as string).length, ...rows.map((row) => [...(row[at] as string)].length));
  const tie = Math.min(MOST_TIE, widest(3));
  const quote = Math.max(LEAST_QUOTE, lineWidth() - widest(0) - widest(1) - tie - 6);
  const fitted = (row: string[]): string[] => [
    row[0] as string,
    row[1] as string,
    cut(row[2] as string, quote),
    cut(row[3] as string, tie),
  ];
  const [first = '', ...body] = table([head, ...(lineWidth() < ONE_LINE ? rows : rows.map(fitted))], [0]).split('\n');
  return [styled(first, 'dim', look), ...body.map((line) => withChip(line, look))].join('\n');
}

/** The words of the chip; `▲` before what is misquoted, whatever its verdict. */
const chipOf = ({ verdict, misquoted }: ReadClaim): string =>
  `${misquoted === null ? '' : '▲ '}${verdict === null ? 'not checked' : chipWords(verdict.kind)}`;

/** The longest first, since one begins as another does. */
const CHIPS = VerdictKind.options.map(chipWords).sort((a, b) => b.length - a.length);

/** A line in which the verdict stands out; only `stands out from luck` is filled. */
function withChip(line: string, look: Look): string {
  const [before = ''] = /^ *\d+ {2}(?:▲ )?/.exec(line) ?? [];
  const chip = before === '' ? undefined : CHIPS.find((words) => line.startsWith(words, before.length));
  if (chip === undefined) return line;
  const style = chip === 'stands out from luck' ? 'inverse' : chip === 'untestable' ? 'dim' : 'bold';
  return before + styled(chip, style, look) + line.slice(before.length + chip.length);
}

function inFull(claim: ReadClaim, look: Look): string[] {
  const { verdict, quote, misquoted, tie, draft, about, numbers } = claim;
  const facts = [
    about.length === 0 ? '' : `of ${about.map(({ title }) => plain(title)).join(', ')}`,
    ...numbers.map((number) => `“${plain(number.text)}” = ${plain(understood(number))}`),
  ].filter((part) => part !== '');
  return [
    styled(wrap(verdict === null ? 'Not checked' : capitalise(plain(verdict.verdict))), 'bold', look),
    wrap(`“${plain(quote)}”`),
    styled(wrap(`${capitalise(plain(howSaid(claim)))}${facts.map((fact) => `; ${fact}`).join('')}`, { hanging: 2 }), 'dim', look),
    ...(misquoted === null ? [] : [wrap(`▲ misquoted: ${plain(misquoted)}`, { hanging: 2 })]),
    ...(verdict === null ? [] : [wrap(plain(verdict.why))]),
    ...(tie === null
      ? []
      : [
          wrap(
            `It is ${tieWords(claim)}, by ${plain(tie.by)}, ${formatDate(tie.madeOn)}: ${plain(tie.statement)} (the text says ${formatPercent(tie.score)} of it)`,
            {
              hanging: 2,
            },
          ),
        ]),
    ...(draft === null ? [] : draftLines(draft)),
    ...(verdict?.command ? [wrap(`Reproduce: ${plain(verdict.command)}`, { hanging: 2 })] : []),
  ];
}

const draftLines = ({ id, test, expressions, missing }: NonNullable<ReadClaim['draft']>): string[] => [
  wrap(`No pack has it; draft ${plain(id)}: ${plain(test)}`, { hanging: 2 }),
  ...expressions.map(({ role, text }) => wrap(`${plain(role)}: ${plain(text)}`, { indent: 2, hanging: 4 })),
  ...missing.map((what) => wrap(`Needs ${plain(what)}`, { hanging: 2 })),
];

/** Which texts tell one story, then each fact in which they do not agree; that they agree needs no more than a count. */
function syndicationLines({ stories, relations, facts }: Syndication, look: Look): string[] {
  const departing = facts.filter(({ cells }) =>
    cells.some(({ mark, note }) => mark === 'differs' || mark === 'misquoted' || note !== null),
  );
  return [
    styled(wrap(storyWords(stories)), 'bold', look),
    ...relations.flatMap((relation) => {
      const words = relationWords(relation);
      return words === undefined ? [] : [wrap(`${relation.first + 1} and ${relation.second + 1}: ${words}`, { hanging: 4 })];
    }),
    ...(facts.length === 0
      ? []
      : [wrap(`${formatCount(facts.length, 'fact')} compared; the texts depart from one another in ${formatNumber(departing.length)}.`)]),
    ...departing.flatMap((fact) => factLines(fact, look)),
  ];
}

function factLines({ label, by, cells }: Syndication['facts'][number], look: Look): string[] {
  const who = by === null ? '' : ` (${plain(by)})`;
  return [
    styled(wrap(`${plain(label)}${who}`, { hanging: 2 }), 'bold', look),
    ...cells.flatMap(({ mark, numbers, measure, note }, at) => {
      if (mark === '-') return [];
      const { shape, word } = FACT_MARKS[mark];
      const said = [
        numbers.map(plain).join('; '),
        measure === null || numbers.some((number) => number.includes(measure)) ? '' : plain(measure),
      ];
      const text = [mark === 'same' ? shape : `${shape} ${word}`, ...said].filter((part) => part !== '').join(' ');
      return [wrap(`${at + 1} ${text}${note === null ? '' : `: ${plain(note)}`}`, { indent: 2, hanging: 6 })];
    }),
  ];
}

/** Whoever has a record has a line; of the others the names stand together, with how the first of them comes to one. */
function sourceLines(sources: readonly ReadSource[]): string[] {
  const unknown = sources.filter(({ record }) => record === null);
  const names = unknown.map(({ by, claims }) => `${plain(by)} (${formatNumber(claims)})`).join(', ');
  return [
    ...sources.flatMap(({ by, claims, record, hint }) =>
      record === null
        ? []
        : [
            wrap(
              `${plain(by)}: ${formatCount(claims, 'claim')} here; ${formatPercent(record.wentAsClaimed)} of ${formatCount(record.forecasts, 'forecast')} as claimed, base ${formatPercent(record.baseRate)}${record.isFew ? ' (few cases)' : ''}. ${hintOf(hint)}`,
              { hanging: 2 },
            ),
          ],
    ),
    ...(unknown[0] === undefined
      ? []
      : [
          wrap(`Without a scored forecast, with their claims here: ${names}.`, { hanging: 2 }),
          wrap(hintOf(unknown[0].hint), { hanging: 2 }),
        ]),
  ];
}

const hintOf = (hint: string): string => plain(hint).replaceAll('`', '');

function howToSeeMore({ articles, drafts, command }: ReadResult): string[] {
  const line = plain(command);
  const tied = articles.flatMap(({ claims }) => claims).find(({ verdict }) => verdict?.command != null)?.verdict?.command;
  return [
    ...(tied ? [wrap(`One claim in full: ${plain(tied)}`, { hanging: 2 })] : []),
    wrap(`The texts with their claims marked: ${line} --out read.html`, { hanging: 2 }),
    ...(drafts === null ? [] : ['The drafts as a claim file: the same with --out drafts.yaml']),
  ];
}
