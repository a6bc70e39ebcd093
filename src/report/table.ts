import { type Content, html, type Markup } from './markup.ts';

/** A cell with a class or a span; plain content stands for itself. */
export interface Cell {
  readonly content: Content;
  readonly className?: string;
  readonly span?: number;
  /** What stands before the cell where the table is too narrow for columns. */
  readonly label?: string;
}

/** A row of cells; the first is its heading. */
export interface Row {
  readonly cells: readonly (Cell | string)[];
  readonly className?: string;
}

/** A table that scrolls inside itself on a phone, its first column staying in sight. */
export interface Table {
  /** Said to who cannot see it. */
  readonly label: string;
  readonly className?: string;
  readonly head: readonly (Cell | string)[];
  readonly rows: readonly Row[];
  readonly foot?: readonly Row[];
}

/** Renders a table. */
export function renderTable(table: Table): Markup {
  const foot = table.foot ?? [];
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${table.label}"><table class="${table.className ?? 'plain'}">
<thead><tr>${table.head.map((cell) => renderCell(cell, 'col'))}</tr></thead>
<tbody>${table.rows.map(renderRow)}</tbody>${
    foot.length === 0
      ? null
      : html`
<tfoot>${foot.map(renderRow)}</tfoot>`
  }
</table></div>`;
}

function renderRow(row: Row): Markup {
  const opening = row.className === undefined ? html`<tr>` : html`<tr class="${row.className}">`;
  return html`${opening}${row.cells.map((cell, i) => renderCell(cell, i === 0 ? 'row' : null))}</tr>
`;
}

function renderCell(cell: Cell | string, scope: 'row' | 'col' | null): Markup {
  const { content, className, span, label } = typeof cell === 'string' ? { content: cell } : cell;
  const tag = html`${className === undefined ? null : html` class="${className}"`}${span === undefined ? null : html` colspan="${span}"`}${label === undefined ? null : html` data-label="${label}"`}`;
  return scope === null ? html`<td${tag}>${content}</td>` : html`<th scope="${scope}"${tag}>${content}</th>`;
}
