import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { openLexicon } from '../../../src/app/read/lexicon.ts';
import { parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { type Candidate, candidatesIn } from '../../../src/core/reader/statements/read-text.ts';
import { detectLanguage, type ReaderLanguage } from '../../../src/core/reader/words/language.ts';
import { shipped } from '../shipped.ts';

interface Label {
  readonly quote: string;
  readonly kind: string;
  readonly about: readonly string[];
}

interface LabelledText {
  readonly id: string;
  readonly published: string;
  readonly text: string;
  readonly claims: readonly Label[];
}

/** How the claims found in texts compare with those that were labelled by hand. */
export interface Score {
  readonly labelled: number;
  readonly found: number;
  /** Of those found the share that is labelled; of those labelled the share that is found. */
  readonly precision: number;
  readonly recall: number;
  /** Claims found in texts that make none. */
  readonly inClaimFree: number;
  /** Share of the labelled that were found of which the kind is right. */
  readonly kind: number;
  readonly wrong: readonly string[];
}

/** Share of the shorter stretch that two must have in common. */
const IN_COMMON = 0.4;

/** Texts of a folder in a language, labelled by hand. */
export const labelledTexts = (folder: 'texts' | 'wide' | 'held-out', language: ReaderLanguage): LabelledText[] =>
  (parse(readFileSync(join(import.meta.dirname, folder, `${language}.yaml`), 'utf8')) as { texts: LabelledText[] }).texts;

/**
 * Compares what the reader finds with the labels: a claim is found where a stretch lies on its words and speaks of one of its markets
 * (`OTHER`: of whatever).
 */
export async function scoreOf(folder: 'texts' | 'wide' | 'held-out', language: ReaderLanguage): Promise<Score> {
  const lexicon = await openLexicon(shipped, undefined);
  let [right, free, kinds] = [0, 0, 0];
  const counts = { labelled: 0, found: 0, recalled: 0 };
  const wrong: string[] = [];
  for (const { id, published, text, claims } of labelledTexts(folder, language)) {
    const detected = detectLanguage(text).language;
    if (detected !== language) wrong.push(`${id}: read as ${detected}`);
    const found = candidatesIn(text, lexicon.tablesOf(language), parseCivilDate(published) ?? null);
    const hits = found.map((candidate) => claims.filter((label) => isOf(label, candidate, text)));
    right += hits.filter((labels) => labels.length > 0).length;
    if (claims.length === 0) free += found.length;
    for (const [i, labels] of hits.entries())
      if (labels.length === 0) wrong.push(`${id}: ${found[i]?.kind} of ${found[i]?.about.join(', ')} at ${found[i]?.start}`);
    for (const label of claims) {
      const first = hits.findIndex((labels) => labels.includes(label));
      if (first < 0) continue;
      counts.recalled++;
      if (found[first]?.kind === label.kind) kinds++;
    }
    counts.labelled += claims.length;
    counts.found += found.length;
  }
  return {
    labelled: counts.labelled,
    found: counts.found,
    precision: right / counts.found,
    recall: counts.recalled / counts.labelled,
    inClaimFree: free,
    kind: kinds / counts.recalled,
    wrong,
  };
}

function isOf({ quote, about }: Label, candidate: Candidate, text: string): boolean {
  const start = text.indexOf(quote);
  const end = start + quote.length;
  const common = Math.min(end, candidate.end) - Math.max(start, candidate.start);
  const shorter = Math.min(quote.length, candidate.end - candidate.start);
  return common > IN_COMMON * shorter && about.some((id) => id === 'OTHER' || candidate.about.includes(id));
}
