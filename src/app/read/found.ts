import type { EpochDay } from '../../core/calendar/civil-date.ts';
import { readText } from '../../core/reader/statements/read-text.ts';
import { LONGEST_SENTENCE } from '../../core/reader/words/sentences.ts';
import type { ReadText } from './assemble.ts';
import type { OpenLexicon } from './lexicon.ts';
import type { GivenText } from './texts.ts';

/** Claims that one reading takes at most, shared evenly among its texts, so that its time and its answer stay bounded. */
const MOST_CLAIMS = 10_000;

/** The claims that texts make. Of a text that makes more than its share the first count, and a note says so. */
export function foundIn(texts: readonly GivenText[], lexicon: OpenLexicon, published: EpochDay): ReadText[] {
  const most = Math.floor(MOST_CLAIMS / texts.length);
  return texts.map((text) => {
    if (text.language === null) return { text, candidates: [] };
    const { candidates, pieces } = readText(text.text, lexicon.tablesOf(text.language), published);
    const notes = [
      ...(pieces > 0
        ? [
            `Sentences of more than ${inThousands(LONGEST_SENTENCE)} characters were read in pieces; a claim across two of them may be missing.`,
          ]
        : []),
      ...(candidates.length > most
        ? [`Of the ${inThousands(candidates.length)} claims that it makes only the first ${inThousands(most)} are told.`]
        : []),
    ];
    return {
      text: { ...text, notes: [...text.notes, ...notes] },
      candidates: candidates.slice(0, most).map((candidate) => ({ candidate })),
    };
  });
}

const inThousands = (count: number): string => count.toLocaleString('en');
