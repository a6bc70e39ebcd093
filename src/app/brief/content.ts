import type { IndicatorPack } from '../../contract/indicators.ts';
import { type Language, translated } from '../../contract/languages.ts';
import type { Pack } from '../../contract/pack.ts';

/** A text and the language that it is in: English where the pack has no translation. */
export interface Said {
  readonly text: string;
  readonly language: Language;
}

/** What a pack says, in the language of the page. */
export interface Content {
  readonly title: string;
  readonly question: string;
  statement(claim: string): Said;
  /** What a sentence calls a series; its id where the pack does not name it. */
  series(id: string): string;
  /** A condition of a claim, by its label. */
  condition(claim: string, label: string): string;
  /** What the evidence speaks for or against; empty without evidence. */
  readonly thesis: string;
  indicator(id: string, title: string): string;
  catalyst(id: string, title: string): string;
  /** Whether a catalyst's date is one by which it was said to come, and not one on which it does. */
  isDeadline(id: string, date: string): boolean;
}

/** A pack's own texts in a language. */
export function contentOf(pack: Pack, indicators: IndicatorPack | undefined, language: Language): Content {
  const claimOf = (id: string) => pack.claims.find((claim) => claim.id === id) as Pack['claims'][number];
  return {
    title: translated(pack, 'title', language).text,
    question: translated(pack, 'question', language).text,
    statement: (id) => translated(claimOf(id), 'statement', language),
    series(id) {
      const entry = pack.series[id.replace(/\.adj$/, '')];
      if (!entry) return id;
      return translated({ short: entry.short ?? entry.title, translations: entry.translations }, 'short', language).text;
    },
    condition(id, label) {
      const found = claimOf(id).check.condition?.conditions.find((condition) => condition.label === label);
      return found ? translated(found, 'label', language).text : label;
    },
    thesis: indicators ? translated(indicators, 'thesis', language).text : '',
    indicator: (id, title) => titled(indicators?.readings, { id, title }, language),
    isDeadline: (id, date) => indicators?.catalysts.find((catalyst) => catalyst.id === id)?.deadline === date,
    catalyst: (id, title) => titled(indicators?.catalysts, { id, title }, language),
  };
}

type Titled = Parameters<typeof translated<'title'>>[0] & { readonly id: string };

function titled(
  all: readonly Titled[] | undefined,
  { id, title }: { readonly id: string; readonly title: string },
  language: Language,
): string {
  const found = all?.find((one) => one.id === id);
  return found ? translated(found, 'title', language).text : title;
}
