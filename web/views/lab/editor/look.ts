import type { Extension } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';

// Numbers and spans come first, so that the y of 1y is no series.
const WORD =
  /\d{4}-\d\d-\d\d|\d[\w.%]*|"[^"\n]*"?|#[^\n]*|\b(?:and|or|not)\b|[A-Za-z_^][A-Za-z0-9_.]*(?=\s*\()|[A-Za-z_]\w*(?=\s*:)|[A-Za-z_^][A-Za-z0-9_.]*/g;

const classOf = (word: string, text: string, end: number): string => {
  if (/^\d/.test(word)) return 'cm-number';
  if (word.startsWith('"') || word.startsWith('#')) return 'cm-quoted';
  if (/^(?:and|or|not)$/.test(word)) return 'cm-operator';
  const next = /^\s*(.)/.exec(text.slice(end))?.[1];
  return next === '(' ? 'cm-call' : next === ':' ? 'cm-argument' : 'cm-series';
};

const decorator = new MatchDecorator({
  regexp: WORD,
  decoration: (match) => Decoration.mark({ class: classOf(match[0], match.input as string, (match.index as number) + match[0].length) }),
});

/** Tells calls, series and names of arguments apart, by weight and slant as well as by tone. */
const words = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorator.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = decorator.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** The editor in the page's colours, which are variables: dark needs no second theme. */
const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '15px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '9px 0', caretColor: 'var(--ink)', minHeight: '44px' },
  '.cm-line': { padding: '0 12px' },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-call': { fontWeight: '600' },
  '.cm-series': { color: 'var(--target)' },
  '.cm-argument': { color: 'var(--muted)' },
  '.cm-quoted': { color: 'var(--muted)', fontStyle: 'italic' },
  '.cm-operator': { fontWeight: '600' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--events) 1.5px', textUnderlineOffset: '4px' },
  '.cm-lintPoint': { display: 'none' },
  '.cm-tooltip': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '4px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '15em', minWidth: '240px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px', minHeight: '28px', lineHeight: '20px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--ink)', color: 'var(--paper)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > completion-section': {
    padding: '6px 10px 2px',
    borderBottom: 'none',
    opacity: '1',
    color: 'var(--muted)',
    fontFamily: 'var(--font-sans)',
    fontSize: '12px',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { fontStyle: 'normal', marginLeft: '8px', opacity: '1', color: 'inherit' },
  '.cm-tooltip.cm-completionInfo': { padding: '8px 12px', maxWidth: '300px', fontSize: '13px', lineHeight: '1.45' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: 'none', fontSize: '13px' },
});

/** How an expression looks in its field. */
export const look: Extension = [words, theme];
