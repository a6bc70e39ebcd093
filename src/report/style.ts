/** The report's whole style sheet. Colours are named for what they mean; screen, dark and paper only set them anew. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1a18; --muted: #5c5952; --line: #d8d4cb; --grid: #e6e2da; --wash: #f6f4ef;
  --events: #a84a00; --target: #1d5b9e; --base: #6b675f; --band-inner: #cdc9c0; --band-outer: #e7e4dd; --hatch: #e3dfd6;
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  --code: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #171614; --ink: #ece9e2; --muted: #a8a399; --line: #3c3933; --grid: #2e2b27; --wash: #201e1b;
    --events: #f0a25c; --target: #85b6ee; --base: #9a958a; --band-inner: #4a463f; --band-outer: #2f2c28; --hatch: #35322d;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 16px; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 16px/1.5 var(--text); font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
.page { max-width: 1096px; margin: 0 auto; padding: 24px 16px 48px; }
h1, h2, h3, h4, figcaption, th, strong, dt, .chip { font-weight: 600; }
h1, h2, h3, figcaption { text-wrap: balance; }
h1 { font-size: clamp(28px, 5vw, 44px); line-height: 1.12; letter-spacing: -0.02em; margin: 4px 0 12px; max-width: 22em; }
h2 { font-size: clamp(22px, 3vw, 30px); line-height: 1.2; letter-spacing: -0.012em; margin: 4px 0 8px; }
h3 { font-size: 18px; line-height: 1.3; margin: 40px 0 8px; }
h3 + .hint { margin-top: -4px; }
p { margin: 0 0 12px; max-width: 70ch; text-wrap: pretty; }
a { color: inherit; text-decoration-color: var(--base); text-underline-offset: 3px; }
a:hover { text-decoration-color: currentColor; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--target); outline-offset: 2px; }
.kicker, h2.kicker { font-size: 14px; line-height: 20px; letter-spacing: 0; font-weight: 400; color: var(--muted); margin: 0; }
h2.kicker { margin-bottom: 8px; }
.claim .kicker { display: flex; justify-content: space-between; gap: 16px; max-width: none; }
.question { font-size: clamp(17px, 2.2vw, 19px); line-height: 1.4; color: var(--muted); max-width: 56ch; }
.summary { font-size: clamp(18px, 2.4vw, 21px); line-height: 1.4; max-width: 54ch; margin: 20px 0 8px; }
.meta, .hint, .byline { color: var(--muted); font-size: 14px; }
.byline { margin-bottom: 16px; }
.line { display: block; } dd .line { font-size: 13px; font-weight: 400; }
h1.expression { font-size: clamp(22px, 3.4vw, 32px); overflow-wrap: anywhere; max-width: 30em; }
h2.part { font-size: clamp(20px, 2.4vw, 24px); margin: 56px 0 8px; } footer h2.part { margin-top: 8px; }
code, pre { font: 13px/1.5 var(--code); }
code { overflow-wrap: anywhere; font-weight: inherit; } h2 code { font-size: 0.8em; letter-spacing: 0; } .question code { font-size: 15px; }
pre { margin: 0; padding: 12px 16px; background: var(--wash); border-radius: 4px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
ul.notes { margin: 0; padding-left: 20px; max-width: 70ch; } ul.notes li { margin-bottom: 4px; }

.chip { display: inline-block; border: 1.5px solid currentColor; border-radius: 4px; padding: 2px 8px; font-size: 14px; line-height: 20px; white-space: nowrap; }
.chip.filled { background: var(--ink); border-color: var(--ink); color: var(--paper); }
.chip.open { border-style: dashed; color: var(--muted); }
.tally { display: flex; flex-wrap: wrap; gap: 8px 12px; list-style: none; margin: 24px 0 12px; padding: 0; font-size: 14px; align-items: center; }
.tally li { display: flex; gap: 6px; align-items: center; }

.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; font-size: 14px; line-height: 20px; min-width: 100%; }
caption { text-align: left; color: var(--muted); padding: 0 0 8px; }
th, td { text-align: right; padding: 7px 0 7px 16px; vertical-align: baseline; border-top: 1px solid var(--line); white-space: nowrap; }
thead th { border-top: 0; border-bottom: 1.5px solid var(--ink); color: var(--muted); font-size: 13px; font-weight: 400; vertical-align: bottom; line-height: 16px; }
thead + tbody tr:first-child > * { border-top: 0; }
tfoot > tr:first-child > * { border-top: 1.5px solid var(--ink); } tfoot th, tfoot td { color: var(--muted); }
th:first-child, td:first-child { text-align: left; padding-left: 0; position: sticky; left: 0; background: var(--paper); z-index: 1; padding-right: 4px; }
tbody th, tfoot th { font-weight: 400; }
.words { text-align: left; white-space: normal; min-width: 9em; }
.status { min-width: 13em; } .long { min-width: 17em; }
tr.later > * { color: var(--muted); } tr.later > :first-child { box-shadow: inset 3px 0 0 var(--hatch); padding-left: 10px; }
tr.own > :first-child { font-weight: 600; }
td .dim, th .dim { color: var(--muted); font-size: 13px; }
.verdicts th[scope=row] { white-space: normal; min-width: 148px; width: 40%; padding-right: 12px; }
.verdicts th[scope=row] .who { display: block; color: var(--muted); font-size: 13px; line-height: 18px; }
td .chip { white-space: normal; } .verdicts th[scope=row], .verdicts td { vertical-align: top; } .verdicts .words { min-width: 164px; } .verdicts td .chip { margin-top: -2px; } .verdicts a { text-decoration: none; } .verdicts a:hover { text-decoration: underline; }
.verdicts .numbers { text-align: left; white-space: normal; min-width: 12em; }
.verdicts td.since { text-align: left; white-space: normal; min-width: 9em; }

.claim { margin-top: 72px; padding-top: 12px; border-top: 3px solid var(--ink); }
.lead { display: grid; gap: 8px 48px; }
.lead > * { min-width: 0; }
.verdict { margin: 0 0 12px; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; }
.verdict .full { font-weight: 600; }
.why { font-size: 18px; line-height: 1.45; max-width: 62ch; }
dl { margin: 0; display: grid; grid-template-columns: minmax(0, 1fr); font-size: 14px; line-height: 20px; }
dl > div { display: flex; justify-content: space-between; gap: 16px; padding: 7px 0; border-top: 1px solid var(--line); }
dl > div:first-child { border-top: 0; } dt { font-weight: 400; color: var(--muted); flex: none; max-width: 50%; } dd { margin: 0; text-align: right; font-weight: 600; }
.aside h3 { font-size: 14px; margin: 16px 0 0; border-bottom: 1.5px solid var(--ink); padding-bottom: 4px; }
dl.numbers { display: flex; flex-wrap: wrap; gap: 8px 0; margin: 4px 0 16px; }
dl.numbers > div { display: block; padding: 0 16px; border-top: 0; border-left: 1px solid var(--line); } dl.numbers > div:first-child { padding-left: 0; border-left: 0; }
dl.numbers dt { max-width: none; font-size: 13px; line-height: 16px; } dl.numbers dd { text-align: left; font-size: 20px; line-height: 28px; white-space: nowrap; }
.needs { border: 1.5px dashed var(--base); border-radius: 4px; padding: 12px 16px; max-width: 70ch; margin: 12px 0; } .needs :last-child { margin-bottom: 0; }

figure { margin: 32px 0 0; }
.canvas { container-type: inline-size; }
figcaption { font-size: 17px; line-height: 1.3; margin-bottom: 8px; }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 12px; padding: 0; font-size: 13px; line-height: 20px; color: var(--muted); align-content: start; }
.key li { display: flex; align-items: center; gap: 6px; } .swatch { flex: none; overflow: hidden; }
.canvas svg { display: block; width: 100%; height: auto; overflow: visible; font-family: var(--text); }
.canvas svg text { font-variant-numeric: tabular-nums; white-space: pre; }
.forward-paths .canvas, .what-luck-does .canvas, .belief .canvas { max-width: 600px; } .specification-curve .canvas, .trade-wealth .canvas, .correlogram .canvas { max-width: 760px; }
.scroll + .scroll { margin-top: 20px; } .how-sure { max-width: 68ch; }
.alone { margin-top: 20px; } .dated tbody th { white-space: nowrap; }
.events-on-price svg.narrow { display: none; }
@container (max-width: 639px) { .events-on-price svg.wide { display: none; } .events-on-price svg.narrow { display: block; max-width: 480px; } }
@container (max-width: 400px) { .forward-paths svg, .what-luck-does svg { font-size: 16px; } }
.source { font-size: 13px; line-height: 20px; color: var(--muted); margin: 8px 0 0; max-width: none; }
details { font-size: 13px; color: var(--muted); margin-top: 4px; } summary { cursor: pointer; width: fit-content; padding: 4px 0; }
details .scroll { max-height: 320px; overflow: auto; margin-top: 4px; } details table { font-size: 13px; color: var(--ink); min-width: 0; }
.pair { display: grid; gap: 0 48px; }
.gauge { width: 120px; height: 14px; vertical-align: -2px; margin-right: 8px; }
footer { margin-top: 72px; padding-top: 12px; border-top: 3px solid var(--ink); font-size: 14px; }
footer h3:first-child { margin-top: 8px; } footer .meta { margin-top: 12px; max-width: none; }

@media screen and (max-width: 639px) {
  .verdicts, .verdicts tbody, .verdicts tr { display: block; } .verdicts thead { display: none; }
  .verdicts tr { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 12px 0; border-top: 1px solid var(--line); align-items: baseline; }
  .verdicts th[scope=row], .verdicts td, .verdicts .words, .verdicts .numbers, .verdicts td.since { display: block; padding: 0; border: 0; min-width: 0; text-align: left; position: static; }
  .verdicts th[scope=row], .verdicts .words, .verdicts .numbers, .verdicts td.since { width: 100%; } .verdicts td.none { display: none; }
  .verdicts th[scope=row] { font-size: 16px; line-height: 22px; } .verdicts td br { display: none; } .verdicts td .dim { margin-left: 4px; }
  .verdicts td[data-label]::before { content: attr(data-label) " "; color: var(--muted); font-size: 13px; }
  dl.numbers { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 8px 16px; } dl.numbers > div { padding: 0; border: 0; } dl.numbers dd { white-space: normal; }
}
@media (min-width: 760px) {
  .verdicts .chip { white-space: nowrap; }
  .page { padding: 40px 32px 64px; }
  .lead { grid-template-columns: minmax(0, 1fr) 300px; }
  .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); grid-template-rows: repeat(5, auto); }
  .pair > figure { display: grid; grid-row: span 5; grid-template-rows: subgrid; align-content: start; }
  .pair > figure:only-child { grid-column: 1 / -1; }
}
@page { size: A4; margin: 14mm 14mm 16mm; }
@media print {
  body { font-size: 10pt; line-height: 1.4; }
  .page { max-width: none; padding: 0; }
  h1 { font-size: 22pt; } h2 { font-size: 15pt; } h3 { font-size: 11.5pt; margin-top: 20pt; } .summary { font-size: 13pt; } .question { font-size: 11.5pt; } .why { font-size: 11pt; }
  .claim { margin-top: 28pt; } h2.part { font-size: 14pt; margin-top: 24pt; } dl.numbers > div { padding: 0 9pt; } dl.numbers dt { font-size: 7.5pt; line-height: 1.3; } dl.numbers dd { font-size: 11pt; line-height: 1.35; } .lead { grid-template-columns: minmax(0, 1fr) 170pt; gap: 4pt 20pt; }
  .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 20pt; }
  figcaption { font-size: 10.5pt; } .key, .source, table, dl, .hint, .byline { font-size: 8pt; line-height: 1.35; } th, td { padding: 3pt 0 3pt 8pt; }
  .scroll { overflow: visible; } table { width: 100%; } th { white-space: normal; } th:first-child, td:first-child { position: static; }
  .words, .long, .status, .verdicts .words, .verdicts .numbers, .verdicts td.since, .verdicts th[scope=row] { min-width: 0; }
  .verdicts th[scope=row] { width: 34%; } .verdicts th[scope=row] .who, thead th, td .dim, th .dim, .tally, .chip, .aside h3, .kicker, code, pre { font-size: 7.5pt; line-height: 1.35; }
  .chip, .verdicts .chip { white-space: nowrap; padding: 1pt 4pt; border-width: 0.75pt; } td code { overflow-wrap: break-word; } .gauge { width: 60pt; }
  details, .kicker a, .reproduce { display: none; }
  h2, h3, figcaption, .byline, .kicker, .verdict, dl.numbers, h3 + .hint, h2 + .hint { break-after: avoid; } figure, tr, h2, .byline, .verdict, dl.numbers, pre, .needs { break-inside: avoid; }
  p, li { orphans: 3; widows: 3; } .chip.filled, .swatch, .canvas { print-color-adjust: exact; -webkit-print-color-adjust: exact; } thead { display: table-header-group; }
  a { text-decoration: none; }
}
`.trim();
