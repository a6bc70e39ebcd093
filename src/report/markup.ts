import { keepTogether } from '../contract/format.ts';

/** Text that is already HTML. Everything else that is put into a page is escaped. */
export interface Markup {
  readonly markup: string;
}

/** What a template may hold. `null`, `undefined` and `false` stand for nothing. */
export type Content = string | number | Markup | null | undefined | false | readonly Content[];

/** Declares a string to be HTML as it stands. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** Builds HTML; every value that is not markup itself is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let out = parts[0] ?? '';
  values.forEach((value, i) => {
    out += toHtml(value) + (parts[i + 1] ?? '');
  });
  return { markup: out };
}

/** Escapes text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
}

/** A text for reading: begins with a capital unless with an expression, and no line ends inside `66 %`, `p 0.43` or a date. */
export function prose(text: string): string {
  const isExpression = /^[a-z_]+\(/.test(text);
  return keepTogether(isExpression ? text : text.charAt(0).toUpperCase() + text.slice(1));
}

/** An identifier that is safe in `id` and `href`, made from any text. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function toHtml(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return escapeHtml(String(value));
  if (isMarkup(value)) return value.markup;
  return value.map(toHtml).join('');
}

function isMarkup(value: Markup | readonly Content[]): value is Markup {
  return !Array.isArray(value);
}
