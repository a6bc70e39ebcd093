import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom/worker';
import { escapeHtml } from '../markup.ts';

/** One plot inside a drawing, moved down by `top`. */
export interface Panel {
  readonly top: number;
  readonly options: Plot.PlotOptions;
}

/** A drawing made of one or more plots that share its width. */
export interface Drawing {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  /** Said to who cannot see it: the finding with its numbers. */
  readonly alt: string;
  readonly className?: string;
  /** Markup for `<defs>`: patterns, whose ids begin with this drawing's id. */
  readonly defs?: string;
  readonly panels: readonly Panel[];
}

/** Draws plots into one SVG that scales with its container and holds nothing that varies from run to run. */
export function drawSvg(drawing: Drawing): string {
  const { id, width, height, fontSize, alt } = drawing;
  const body = drawing.panels.map((panel) => drawPanel(panel, drawing)).join('');
  const defs = drawing.defs === undefined ? '' : `<defs>${drawing.defs}</defs>`;
  const label = escapeHtml(alt);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" id="${id}" viewBox="0 0 ${width} ${height}" class="${drawing.className ?? 'drawing'}" ` +
    `role="img" aria-labelledby="${id}-alt" font-size="${fontSize}" font-family="system-ui, sans-serif" fill="currentColor" ` +
    `text-anchor="middle"><title id="${id}-alt">${label}</title>${defs}${body}</svg>`
  );
}

/** A hatch in one colour, for what was not known then and what is pending. */
export function hatch(id: string, colour: string): string {
  return (
    `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<path d="M0,0V6" stroke="${colour}" stroke-width="2.5"/></pattern>`
  );
}

function drawPanel(panel: Panel, drawing: Drawing): string {
  const svg = Plot.plot({
    width: drawing.width,
    ...panel.options,
    className: 'plot',
    document: blankDocument(),
  });
  const inner = svg.outerHTML
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '')
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/ aria-(?:label|hidden)="[^"]*"/g, '');
  return `<g transform="translate(0,${panel.top})">${roundCoordinates(inner)}</g>`;
}

// Ten digits of a coordinate say nothing that one does not, and they would make up half of the file.
function roundCoordinates(svg: string): string {
  return svg.replace(/ (d|transform|[xy][12]?|width|height|c[xy]|r)="([^"]*)"/g, (_, name: string, value: string) => {
    const rounded = value.endsWith('em')
      ? value
      : value.replace(/-?\d+\.\d{2,}(?:e-?\d+)?/g, (n) => String(Math.round(Number(n) * 10) / 10));
    return ` ${name}="${rounded}"`;
  });
}

type BlankDocument = ReturnType<typeof parseHTML>['document'];

let blank: BlankDocument | undefined;

function blankDocument(): BlankDocument {
  blank ??= parseHTML('<!doctype html><html><body></body></html>').document;
  return blank;
}
