import type { Language } from './languages.ts';
import type { VerdictKind } from './verdict.ts';
import { chipWords } from './verdict-chip.ts';

/** The fixed words of the verdicts in the other languages; English is the contract's own. */
const WORDS: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<VerdictKind, string>>>> = {
  it: {
    reproduces: 'si riproduce',
    'reproduces only if': 'si riproduce solo se …',
    'does not reproduce': 'non si riproduce',
    'too few events': 'troppo pochi eventi',
    'could not have been seen': 'non si sarebbe potuto vedere',
    'stands out from luck': 'spicca sul caso',
    'suggestive, but hangs on': 'indicativo, ma dipende da …',
    'no better than luck so far': 'finora non meglio del caso',
    contradicted: 'contraddetto',
    'true then': 'vero allora',
    'false then': 'falso allora',
    'came true': 'si è avverato',
    'did not come true': 'non si è avverato',
    'open until': 'aperto',
    'untestable: needs': 'non verificabile',
    'misquoted: the source says': 'citato male',
  },
  de: {
    reproduces: 'lässt sich nachrechnen',
    'reproduces only if': 'lässt sich nachrechnen, nur wenn …',
    'does not reproduce': 'lässt sich nicht nachrechnen',
    'too few events': 'zu wenige Ereignisse',
    'could not have been seen': 'wäre nicht zu sehen gewesen',
    'stands out from luck': 'hebt sich vom Zufall ab',
    'suggestive, but hangs on': 'ein Hinweis, hängt aber an …',
    'no better than luck so far': 'bisher nicht besser als Zufall',
    contradicted: 'widerlegt',
    'true then': 'damals wahr',
    'false then': 'damals falsch',
    'came true': 'eingetreten',
    'did not come true': 'nicht eingetreten',
    'open until': 'offen',
    'untestable: needs': 'nicht prüfbar',
    'misquoted: the source says': 'falsch zitiert',
  },
};

/** How a verdict's chip is worded in a language. */
export const verdictWords = (kind: VerdictKind, language: Language): string =>
  language === 'en' ? chipWords(kind) : WORDS[language][kind];
