import { IntlMessageFormat } from 'intl-messageformat';
import type { BriefKind, BriefValue } from '../../contract/brief.ts';
import { capitalise } from '../../contract/format.ts';
import type { Language } from '../../contract/languages.ts';
import type { Cited } from './cited.ts';
import { de } from './messages/de.ts';
import { en, type MessageKey, type Messages } from './messages/en.ts';
import { it } from './messages/it.ts';
import { writtenAs } from './numbers.ts';

/** The words of the page in each language. */
export const MESSAGES: Readonly<Record<Language, Messages>> = { en, it, de };

/** Words with every number and date in them. */
export interface Phrase {
  readonly text: string;
  readonly values: readonly BriefValue[];
}

/** What fills a place of a message: a number or a date, other words, or the name of a choice. */
export type Filling = BriefValue | Phrase | string;

/** Speaks a language: writes its numbers and fills its messages. */
export interface Speech {
  readonly language: Language;
  say(key: MessageKey, fillings?: Readonly<Record<string, Filling>>): Phrase;
  /** A cited number or date as the language writes it. */
  as(kind: BriefKind, cited: Cited<number | string>): BriefValue;
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Names of the places of a message, also inside its choices. */
export function placesIn(ast: Ast): Set<string> {
  const names = ast.flatMap((element) => {
    const own = 'value' in element && element.type !== LITERAL ? [element.value as string] : [];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => [...placesIn(value)]) : [];
    return [...own, ...inner];
  });
  return new Set(names);
}

/** The type of a piece of plain text in the library's tree. */
const LITERAL = 0;

const valuesOf = (filling: Filling): readonly BriefValue[] =>
  typeof filling === 'string' ? [] : isPhrase(filling) ? filling.values : [filling];

const isPhrase = (filling: Filling): filling is Phrase => typeof filling === 'object' && 'values' in filling;

/** A number for the plural forms of a message; everything else is there as it is written. */
function argumentOf(filling: Filling): string | number {
  if (typeof filling === 'string') return filling;
  if (isPhrase(filling)) return filling.text;
  return filling.kind === 'count' && typeof filling.value === 'number' ? filling.value : filling.text;
}

/** Formatters that write a message's own numbers as all the others are written. */
const formattersFor = (language: Language) => ({
  getNumberFormat: () => ({ format: (value: number) => writtenAs('count', value, language) }) as Intl.NumberFormat,
  getDateTimeFormat: (...given: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...given),
  getPluralRules: (...given: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...given),
});

/** Speech in a language. */
export function speechIn(language: Language): Speech {
  const read = new Map<MessageKey, IntlMessageFormat>();
  const formatters = formattersFor(language);
  const messageOf = (key: MessageKey): IntlMessageFormat => {
    const message = read.get(key) ?? new IntlMessageFormat(MESSAGES[language][key], language, undefined, { formatters });
    read.set(key, message);
    return message;
  };
  const placesOf = (key: MessageKey) => placesIn(messageOf(key).getAst());
  return {
    language,
    say(key, fillings = {}) {
      const places = Object.fromEntries(Object.entries(fillings).map(([name, filling]) => [name, argumentOf(filling)]));
      const text = String(messageOf(key).format(places));
      return { text, values: Object.entries(fillings).flatMap(([name, filling]) => (placesOf(key).has(name) ? valuesOf(filling) : [])) };
    },
    as: (kind, { value, from }) => ({ kind, value, from, text: writtenAs(kind, value, language) }),
  };
}

/** A phrase with a capital at its beginning. */
export const sentence = ({ text, values }: Phrase): Phrase => ({ text: capitalise(text), values });

/** Phrases one after the other. */
export const joined = (phrases: readonly Phrase[], between: string): Phrase => ({
  text: phrases.map(({ text }) => text).join(between),
  values: phrases.flatMap(({ values }) => values),
});
