import { harmless } from '../../contract/given-text.ts';
import { languageTag } from '../../contract/read-words.ts';
import { html, type Markup } from '../markup.ts';

/** A stranger's words within a sentence of ours: neither takes the other's direction. */
export const isolated = (text: string): Markup => html`<bdi>${harmless(text)}</bdi>`;

/** The attribute that says in which language a text is; nothing where that is not known. */
export function languageOf(code: string | null): Markup | null {
  const tag = languageTag(code);
  return tag === undefined ? null : html` lang="${tag}"`;
}
