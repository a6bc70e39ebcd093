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

/** The command that reads the same again; a text itself is too long for one. */
function commandOf(
  { sources, text, pack, published, outlet, lexicon, asOf, unchecked }: ReadInput,
  { program, dataOption }: Context,
): string {
  const quoted = (word: string) => (/^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
  const option = (name: string, value: string | undefined) => (value === undefined ? '' : `--${name} ${quoted(value)}`);
  const options = [
    option('pack', pack),
    option('published', published),
    option('outlet', outlet),
    option('lexicon', lexicon),
    option('as-of', asOf),
    unchecked ? '--unchecked' : '',
    dataOption,
  ];
  return [`${program} read`, ...sources.map(quoted), text.length > 0 ? '-' : '', ...options].filter(Boolean).join(' ');
}
