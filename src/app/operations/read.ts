import { ReadInput, type ReadResult } from '../../contract/read.ts';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Context } from '../context.ts';
import { givenDate } from '../panel.ts';
import { readSentence } from '../present/read-sentence.ts';
import { type ReadText, readTexts } from '../read/assemble.ts';
import { compared } from '../read/compare.ts';
import { takeExtracted } from '../read/extracted.ts';
import { foundIn } from '../read/found.ts';
import { type OpenLexicon, openLexicon } from '../read/lexicon.ts';
import { type GivenText, publishedOn, textsOf } from '../read/texts.ts';
import { sourcesOf } from '../read/track-record.ts';

/** Finds the claims of articles, ties them to those of packs, drafts the others, and checks them. */
export async function read(given: unknown, context: Context): Promise<ReadResult> {
  const input = ReadInput.parse(given);
  const published = publishedOn(input, context.today);
  const asOf = givenDate(input.asOf, context) ?? context.today;
  const texts = await textsOf(input, context);
  const lexicon = await openLexicon(context, input.lexicon);
  const { found, refused } =
    input.extracted.length > 0
      ? fromOthers(input, texts, { lexicon, published })
      : { found: foundIn(texts, lexicon, published), refused: [] };
  const { articles, known, drafts, dataDay } = await readTexts(found, {
    context,
    input,
    lexicon,
    published: input.published === undefined ? undefined : published,
  });
  const { comparison, marked } = compared(articles, texts, { known, lexicon });
  const result = {
    articles: marked,
    syndication: comparison,
    sources: await sourcesOf(marked, context),
    drafts,
    refused,
    asOf: formatCivilDate(Math.min(asOf, dataDay)),
    dataSource: context.series.description,
    command: commandOf(input, context),
  };
  return { sentence: readSentence(result), ...result };
}

function fromOthers(
  { extracted }: ReadInput,
  texts: readonly GivenText[],
  known: { readonly lexicon: OpenLexicon; readonly published: EpochDay },
) {
  const taken = extracted.map((claim) => takeExtracted(claim, texts, known));
  const found = texts.map(
    (text, i): ReadText => ({
      text,
      candidates: taken
        .flatMap((each) => (each.ok && each.text === i ? [{ candidate: each.candidate, given: each.given }] : []))
        .sort((a, b) => a.candidate.start - b.candidate.start),
    }),
  );
  return { found, refused: taken.flatMap((each, index) => (each.ok ? [] : [{ index, why: each.why }])) };
}

/** Letters of texts up to which the command holds them; longer ones it takes from standard input. */
const SHORT = 1000;

/** The command that reads the same again. Several long texts no command can hold: they stand in files. */
function commandOf(
  { sources, text, names, pack, published, outlet, lexicon, asOf, unchecked, extracted }: ReadInput,
  { program, dataOption }: Context,
): string {
  const quoted = (word: string) => (/^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
  const option = (name: string, value: string | undefined) => (value === undefined ? '' : `--${name} ${quoted(value)}`);
  const isShort = text.reduce((sum, each) => sum + each.length, 0) <= SHORT;
  const options = [
    ...(isShort ? [...text.map((each) => option('text', each)), ...names.map((each) => option('names', each))] : []),
    ...extracted.map((claim) => option('extracted', JSON.stringify(claim))),
    option('pack', pack),
    option('published', published),
    option('outlet', outlet),
    option('lexicon', lexicon),
    option('as-of', asOf),
    unchecked ? '--unchecked' : '',
    dataOption,
  ];
  return [`${program} read`, ...sources.map(quoted), text.length > 0 && !isShort ? '-' : '', ...options].filter(Boolean).join(' ');
}
