import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeBrief } from '../../../src/app/brief/compose.ts';
import { contentOf } from '../../../src/app/brief/content.ts';
import { speechIn } from '../../../src/app/brief/speech.ts';
import { readIndicators } from '../../../src/app/evidence/indicator-pack.ts';
import { readPack } from '../../../src/app/pack.ts';
import type { BriefLine } from '../../../src/contract/brief.ts';
import type { Language } from '../../../src/contract/languages.ts';
import type { NowResult } from '../../../src/contract/state.ts';
import { shipped } from '../shipped.ts';

const file = join(import.meta.dirname, '../../../claims/russell-crypto.yaml');

/** The pack that ships. */
export const pack = readPack(file, readFileSync(file, 'utf8'), shipped.today);

const evidence = join(import.meta.dirname, '../../../packs/small-caps-and-crypto.yaml');

/** The indicators that it names as its evidence. */
export const indicators = readIndicators(evidence, readFileSync(evidence, 'utf8'), pack);

export const LANGUAGES = ['en', 'it', 'de'] as const;
const voices = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    { speech: speechIn(language), content: contentOf(pack, indicators, language), command: 'harbinger brief' },
  ]),
) as Record<Language, Parameters<typeof composeBrief>[1]>;

/** The page of a state in a language. */
export const pageOf = (now: NowResult, language: Language) => composeBrief(now, voices[language]);

/** All lines of a page. */
export const linesOf = (now: NowResult, language: Language): BriefLine[] => {
  const { lead, sections } = pageOf(now, language);
  return [...lead, ...sections.flatMap(({ lines }) => lines)];
};
