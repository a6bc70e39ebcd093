import type { Pack } from '../../contract/pack.ts';
import { featuresOf } from '../../core/reader/likeness/features.ts';
import type { ClaimProfile } from '../../core/reader/likeness/link.ts';
import { statementIn } from '../../core/reader/statements/read-text.ts';
import { LANGUAGES, type ReaderLanguage } from '../../core/reader/words/language.ts';
import { readExpression } from '../panel.ts';
import type { OpenLexicon } from './lexicon.ts';

/** What each claim of a pack says, read from its own statements by the same reader as the articles. */
export function profilesOf(pack: Pack, lexicon: OpenLexicon): ClaimProfile[] {
  return pack.claims.map((claim) => {
    const { id, kind, by, statement, translations, asserts } = claim;
    const others = LANGUAGES.flatMap((language): [ReaderLanguage, string][] => {
      const said = (translations as Partial<Record<string, { readonly statement?: string | undefined }>> | undefined)?.[language]
        ?.statement;
      return said === undefined ? [] : [[language, said]];
    });
    const readings = [['en', statement] as const, ...others].map(([language, text]) => featuresIn(text, language, lexicon));
    const counts = new Map<string, number>();
    for (const features of readings) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    // What only one translation says is its wording.
    const least = Math.min(2, readings.length);
    const features = new Set([...counts].flatMap(([feature, count]) => (count >= least ? [feature] : [])));
    const also = new Set(
      [
        ...counts.keys(),
        ...asserts.flatMap(({ value }) => [...featuresIn(value, 'en', lexicon)]),
        ...leadingFeatures(claim, lexicon),
      ].filter((feature) => !features.has(feature)),
    );
    return { id, kind, by, features, also };
  });
}

/** The market whose event or move comes first, which a statement may leave unsaid: `the index`. */
function leadingFeatures(claim: Pack['claims'][number], lexicon: OpenLexicon): Set<string> {
  return featuresOf({ about: leadersOf(claim, lexicon), mentions: [], quantities: [], dates: [] }, lexicon.tablesOf('en').lexicon);
}

/** Markets of the event, or the leading series, that a claim is checked with. */
export function leadersOf({ check }: Pack['claims'][number], { markets }: OpenLexicon): string[] {
  const { study, lag } = check;
  const series = new Set(study ? readExpression(study.when, 'trigger').series : lag ? readExpression(lag.lead, 'series').series : []);
  return [...series].filter((id) => markets.has(id));
}

function featuresIn(text: string, language: ReaderLanguage, lexicon: OpenLexicon): Set<string> {
  const tables = lexicon.tablesOf(language);
  return featuresOf(statementIn(text, tables), tables.lexicon);
}

/** A number that a claim asserts, with its unit; `count` where it has none. */
export interface AssertedNumber {
  readonly value: number;
  readonly unit: string;
}

/** What a claim asserts that another statement may contradict. */
export interface Asserted {
  readonly markets: readonly string[];
  readonly numbers: readonly AssertedNumber[];
  /** Concepts that its statement names. */
  readonly says: ReadonlySet<string>;
}

/** Markets, numbers and concepts of a claim, from its statement in English and what it asserts. */
export function assertedBy({ statement, asserts }: Pack['claims'][number], lexicon: OpenLexicon): Asserted {
  const [own, ...more] = [statement, ...asserts.map(({ value }) => value)].map((text) => statementIn(text, lexicon.tablesOf('en')));
  const quantities = [own, ...more].flatMap((each) => each?.quantities ?? []);
  return {
    markets: own?.about ?? [],
    numbers: quantities.filter(({ inWords }) => !inWords).map(({ value, unit }) => ({ value, unit: unit ?? 'count' })),
    says: new Set(own?.mentions.map(({ concept }) => concept)),
  };
}

/** Markets whose outcome a claim's study tells. */
export function outcomesOf({ check }: Pack['claims'][number], { markets }: OpenLexicon): string[] {
  const series = new Set(check.study?.then.flatMap((text) => readExpression(text, 'outcome').series));
  return [...markets.values()].flatMap(({ id, series: own, stand_in: standIn }) =>
    own !== null && standIn !== true && series.has(own) ? [id] : [],
  );
}
