import { didYouMean } from '../text/nearest-name.ts';

/** What a template may name. */
export const PLACEHOLDERS = [
  'rule.id',
  'rule.title',
  'rule.severity',
  'state',
  'date',
  'value',
  'known',
  'noticed',
  'detail',
  'sentence',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

const PLACE = /\{([^{}]*)\}/g;

/** What is wrong with a template, in words that say what it may name; undefined where nothing is. */
export function templateFault(template: string): string | undefined {
  const unknown = [...template.matchAll(PLACE)]
    .map(([, name]) => name as string)
    .find((name) => !PLACEHOLDERS.includes(name as Placeholder));
  if (unknown === undefined) return undefined;
  return `no placeholder {${unknown}}${didYouMean(unknown, PLACEHOLDERS) || `; there is ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}`}`;
}

/** The text of a template with its placeholders filled in; what is filled in is not looked at again. */
export const fillIn = (template: string, values: Readonly<Record<Placeholder, string>>): string =>
  template.replace(PLACE, (_, name: string) => values[name as Placeholder] ?? `{${name}}`);
