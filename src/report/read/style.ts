import { trusted } from '../markup.ts';

/** What a page of texts has beside the report's own style: the marks, and entries beside the lines. */
export const READ_STYLE = trusted(`<style>
.text { margin-top: 64px; padding-top: 12px; border-top: 3px solid var(--ink); } .text h2 { overflow-wrap: anywhere; }
.row { padding: 4px 0; } .said { margin: 0 0 8px; max-width: 68ch; white-space: pre-wrap; font-size: 17px; line-height: 1.65; text-wrap: wrap; }
mark { background: none; color: inherit; }
mark a { background: color-mix(in srgb, var(--events) 10%, var(--paper)); text-decoration: none; border-bottom: 2px solid var(--events); padding: 1px 0; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
mark.open a { border-bottom-style: dashed; } mark.deep a { background: color-mix(in srgb, var(--events) 24%, var(--paper)); }
mark a:focus-visible { outline-offset: 0; }
.n { padding: 1px 6px; border: 1px solid var(--events); border-radius: 4px; background: var(--paper); color: var(--ink); font: 600 12px/18px var(--text); text-decoration: none; white-space: nowrap; }
.entry { border-left: 3px solid var(--line); padding: 2px 0 2px 12px; margin: 0 0 16px; font-size: 14px; line-height: 20px; }
.entry:target, :target > strong.n, a.n:target { outline: 2px solid var(--target); outline-offset: 2px; }
.entry p, .entry blockquote, .entry ul.notes, .entry .needs { margin: 0 0 4px; max-width: 64ch; } .entry .needs { padding: 4px 8px; margin: 4px 0; }
.entry blockquote { color: var(--muted); font-style: italic; padding: 0; } .entry .hint { font-size: 13px; } .entry .who { display: block; color: var(--muted); font-size: 13px; }
.misquoted strong, .off strong { border: 1.5px solid currentColor; border-radius: 4px; padding: 0 6px; white-space: nowrap; }
.off { box-shadow: inset 3px 0 0 var(--ink); } td.off { padding-left: 13px; } .facts td, .facts th { vertical-align: top; } .facts th a { overflow-wrap: anywhere; } .facts .words { min-width: 10em; }
.dim { color: var(--muted); } .drafts pre { margin-top: 8px; color: var(--ink); }
@media (min-width: 900px) { .row { display: grid; grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); gap: 0 40px; } .entries { padding-top: 4px; } }
@media print {
  .text { margin-top: 24pt; } .said { font-size: 10pt; line-height: 1.5; } .row { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 0 14pt; padding: 0; }
  .entry { font-size: 8pt; line-height: 1.35; margin-bottom: 6pt; break-inside: avoid; } .entry p, .entry .hint, .entry code, .entry .who { font-size: 7.5pt; line-height: 1.35; }
  .n { font: 600 7pt/9pt var(--text); padding: 0 2pt; border-width: 0.75pt; } .facts .words { min-width: 0; }
  mark a { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>`);
