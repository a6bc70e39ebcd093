import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/app/brief/plain-text.ts';
import type { BriefLine } from '../../../src/contract/brief.ts';
import type { Language } from '../../../src/contract/languages.ts';
import type { NowResult } from '../../../src/contract/state.ts';
import { VerdictKind } from '../../../src/contract/verdict.ts';
import { verdictWords } from '../../../src/contract/verdict-words.ts';
import { LANGUAGES, linesOf, pack, pageOf } from './pages.ts';
import { randomNow } from './random-now.ts';

const ids = pack.claims.slice(0, 6).map(({ id }) => id);

/** What no verdict allows to be said of two markets: that the one brings the other. */
const NEVER: Readonly<Record<Language, RegExp>> = {
  en: /\b(follow(s|ed)?|leads?|led|foretells?|predicts?|proves?|proven|confirms?|causes?|drives?|signals?|guarantees?|significant(ly)?|reliabl[ey]|will (rise|fall)|buy|sell)\b/i,
  it: /\b(segu(e|ono|irà)|anticipa(no)?|preced(e|ono|erà)|prevede|predice|conferma(no)?|causa(no)?|provoca(no)?|segnala(no)?|garantisce|significativ[oaie]|affidabil[ei]|salirà|scenderà|comprare|vendere)\b|(?<!non )dimostra\b/i,
  de: /\b(folg(t|en)|führt|läuft .{0,30}voraus|geht .{0,30}voraus|sagt .{0,30}voraus|beweist|bestätigt|verursacht|treibt|signalisiert|garantiert|signifikant|zuverlässig|wird (steigen|fallen)|kaufen|verkaufen)\b/i,
};

/** Words for a result that stands, and for one that hints. */
const MORE_THAN_LUCK: Readonly<Record<Language, RegExp>> = {
  en: /more than luck|stands? out/i,
  it: /più di quanto dia|spicca/i,
  de: /als der zufall allein hergibt|hebt sich/i,
};
const HINT: Readonly<Record<Language, RegExp>> = { en: /\bhint\b|suggest/i, it: /indizio|indicativ/i, de: /hinweis/i };
const CHANCE: Readonly<Record<Language, RegExp>> = { en: /\bchance\b/i, it: /probabilità/i, de: /\bchance\b/i };
const P = /(^|[ ,])p[\u00a0 ]\d/;
const RATE = /base rate|basisrate|tasso di base/i;

/** What each verdict forbids beside what all forbid. */
function forbidden(kind: VerdictKind, language: Language): RegExp[] {
  const weak: RegExp[] = kind === 'stands out from luck' ? [HINT[language]] : [MORE_THAN_LUCK[language]];
  const hint = ['suggestive, but hangs on', 'stands out from luck'].includes(kind) ? [] : [HINT[language]];
  const untold = ['too few events', 'could not have been seen'].includes(kind) ? [CHANCE[language], P] : [];
  const tells = [
    'stands out from luck',
    'suggestive, but hangs on',
    'no better than luck so far',
    'contradicted',
    'too few events',
    'could not have been seen',
  ];
  const unmeasured = tells.includes(kind) ? [] : [CHANCE[language], P, RATE];
  return [NEVER[language], ...weak, ...hint, ...untold, ...unmeasured];
}

/** What the page itself says: the thesis of others and a verdict of before stand in quotation marks. */
const withoutQuotations = ({ text }: BriefLine): string => text.replace(/“[^”]*”|«[^»]*»|„[^“]*“/g, '');

describe('no line is stronger than its verdict', () => {
  test('the patterns catch what they are for', () => {
    const strong: Readonly<Record<Language, string>> = {
      en: 'Bitcoin follows the Russell 2000.',
      it: 'Il Russell 2000 precede Bitcoin.',
      de: 'Der Russell 2000 läuft Bitcoin voraus.',
    };
    for (const language of LANGUAGES) expect(strong[language]).toMatch(NEVER[language]);
    expect('Chance: 70 % (54 % to 85 %); base rate 68 %, p 0.40').toMatch(P);
    expect('base rate 68 %').toMatch(RATE);
  });

  // Every verdict comes up in nearly every state that is drawn.
  test.each(LANGUAGES)('in no state of the claims, in %s', (language) => {
    fc.assert(
      fc.property(randomNow(ids), (result) => {
        for (const line of linesOf(result, language)) {
          const { verdictKind, verdict } = line;
          const text = withoutQuotations(line);
          if (verdictKind === null) expect(text).not.toMatch(NEVER[language]);
          else {
            expect(verdict).toBe(verdictWords(verdictKind, language));
            for (const pattern of forbidden(verdictKind, language)) expect(text, verdictKind).not.toMatch(pattern);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the words on each verdict itself keep to it', () => {
    for (const language of LANGUAGES) {
      for (const kind of VerdictKind.options) {
        const lines = linesOf(stateOf(kind), language).filter(({ verdictKind }) => verdictKind === kind);
        for (const text of lines.map(withoutQuotations))
          for (const pattern of forbidden(kind, language)) expect(text, `${kind} ${language}`).not.toMatch(pattern);
      }
    }
  });
});

/** A state in which all claims have one verdict and every number that there can be. */
function stateOf(kind: VerdictKind): NowResult {
  const [drawn] = fc.sample(randomNow(ids), { numRuns: 1, seed: 7 }) as [NowResult];
  const past: NonNullable<NowResult['claims'][number]['past']> = {
    outcome: 'return(BTC, 180d)',
    kind: 'return',
    direction: 'up',
    ...{ to: '2025-12-31', observations: 5, clusters: 4 },
    ...{ hits: 4, hitRate: 0.8, baseRate: 0.66, p: 0.04, withheld: null, visibleFactor: 3.6 },
  };
  const probability = {
    ...{ outcome: 'return(BTC, 180d)', value: 0.7, baseRate: 0.66, clusters: 4, hits: 3 },
    interval: { level: 0.8, low: 0.5, high: 0.9 },
  };
  return { ...drawn, claims: drawn.claims.map((claim) => ({ ...claim, liveness: 'on' as const, verdictKind: kind, past, probability })) };
}

describe('what a line on a claim must carry', () => {
  const ends = (from: string, ...names: string[]) => names.some((name) => from.endsWith(name));

  test('its verdict, and beside any share or chance its base rate and its n', () => {
    fc.assert(
      fc.property(randomNow(ids), fc.constantFrom(...LANGUAGES), (result, language) => {
        for (const { claim, verdict, verdictKind, text, statement, values } of linesOf(result, language)) {
          if (statement !== null) expect(claim).not.toBeNull();
          if (claim !== null) expect(verdict).toBe(verdictWords(verdictKind as VerdictKind, language));
          const froms = values.map(({ from }) => from);
          if (froms.some((from) => ends(from, '/past/hits', '/past/p'))) {
            expect(
              froms.some((from) => ends(from, '/past/baseRate')),
              text,
            ).toBe(true);
            expect(
              froms.some((from) => ends(from, '/past/observations')),
              text,
            ).toBe(true);
          }
          if (froms.some((from) => ends(from, '/probability/value'))) {
            expect(
              froms.some((from) => ends(from, '/probability/baseRate')),
              text,
            ).toBe(true);
            expect(
              froms.some((from) => ends(from, '/probability/clusters')),
              text,
            ).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the verdict stands in the plain text too, before what is said', () => {
    fc.assert(
      fc.property(randomNow(ids), fc.constantFrom(...LANGUAGES), (result, language) => {
        const flat = (text: string) => text.replace(/\s+/g, ' ');
        const page = flat(plainText(pageOf(result, language), 'by'));
        for (const { verdict, text } of linesOf(result, language))
          if (verdict !== null) expect(page).toContain(flat(`[${verdict}] ${text}`));
      }),
      { numRuns: 20 },
    );
  });

  test('nothing of a p that is withheld, but that it is and why', () => {
    const withheld = (reason: 'few clusters' | 'before the event') => {
      const state = stateOf('no better than luck so far');
      return {
        ...state,
        claims: state.claims.map((claim) => ({ ...claim, past: claim.past && { ...claim.past, p: null, withheld: reason } })),
      };
    };
    const told = { en: /p withheld/, it: /p non indicato/, de: /p wird nicht genannt/ };
    for (const language of LANGUAGES) {
      for (const reason of ['few clusters', 'before the event'] as const) {
        const lines = linesOf(withheld(reason), language).filter(({ values }) => values.some(({ from }) => from.endsWith('/past/hits')));
        expect(lines).toHaveLength(ids.length);
        for (const { text } of lines) {
          expect(text).toMatch(told[language]);
          expect(text).not.toMatch(P);
        }
      }
    }
  });
});
