import * as Plot from '@observablehq/plot';
import { formatNumber } from '../../contract/format.ts';
import type { LuckLine } from '../../contract/scan.ts';
import type { Markup } from '../markup.ts';
import { drawSvg } from './draw.ts';
import { frameFigure } from './figure.ts';
import { BASE, EVENTS, INK, MUTED } from './theme.ts';

/** One of the best combinations of a scan. */
export interface StripPoint {
  readonly label: string;
  readonly z: number;
  readonly survives: boolean;
}

/** What stands around the strip. */
export interface LuckStrip {
  /** The finding. */
  readonly title: string;
  readonly luck: LuckLine;
  /** The level as a percentage. */
  readonly level: string;
  readonly footer: readonly string[];
}

const [WIDTH, HEIGHT] = [760, 190];

/** The best combinations of a scan by standardised effect, with what the largest of so many is by luck alone. */
export function luckStrip(points: readonly StripPoint[], { title, luck, level, footer }: LuckStrip): Markup {
  const options: Plot.PlotOptions = {
    height: HEIGHT,
    marginTop: 44,
    marginBottom: 40,
    marginRight: 90,
    x: { label: 'standardised effect z', nice: true, tickFormat: (value: number) => formatNumber(value, 1) },
    marks: [
      Plot.ruleX([luck.median], { stroke: BASE, strokeDasharray: '4 3' }),
      Plot.ruleX([luck.line], { stroke: INK, strokeWidth: 2 }),
      Plot.text([{ x: luck.median, text: 'half of all scans\nof nothing reach here' }], {
        ...{ x: 'x', text: 'text', frameAnchor: 'top', dy: -36, fill: MUTED, lineAnchor: 'top', textAnchor: 'end', dx: -4 },
      }),
      Plot.text([{ x: luck.line, text: `luck line:\n${level} of them reach here` }], {
        ...{ x: 'x', text: 'text', frameAnchor: 'top', dy: -36, fill: INK, lineAnchor: 'top', textAnchor: 'middle' },
      }),
      Plot.dot(
        points,
        Plot.dodgeY({ x: 'z', r: 4, fill: EVENTS, stroke: EVENTS, fillOpacity: (point: StripPoint) => (point.survives ? 1 : 0.25) }),
      ),
    ],
  };
  const over = points.filter(({ z }) => z > luck.line).length;
  const alt = `${title} Of the best ${formatNumber(points.length)} ${formatNumber(over)} lie beyond the luck line.`;
  return frameFigure({
    context: { id: 'luck-figure', outcome: '', kind: 'return', claimDate: null, reproduce: '#command' },
    className: 'luck-strip',
    title,
    key: [['events', `the best ${formatNumber(points.length)}, filled where they stand out`]],
    svgs: [drawSvg({ id: 'luck', width: WIDTH, height: HEIGHT, fontSize: 13, alt, panels: [{ top: 0, options }] })],
    footer,
    table: { head: ['trigger', 'z'], rows: points.map(({ label, z }) => [label, formatNumber(z, 2)]) },
  });
}
