import * as Plot from '@observablehq/plot';
import { drawSvg } from '../../src/report/figures/draw.ts';
import { BASE, EVENTS, GRID, INK, MUTED, TARGET } from '../../src/report/figures/theme.ts';
import { hasDrift } from './cells.ts';
import type { CellRates, PowerRates, SizeStudy } from './rates.ts';

const WIDTH = 760;
const LEFT = 250;
const NOMINAL = 0.05;
const HEIGHT = { size: 440, power: 270, gap: 16 } as const;

/** The tests in the picture, from what readers do to what the program's word rests on. */
const SHOWN = [
  ['t-test above 0', 't-test: mean above 0'],
  ['sign test against 50 %', 'more rises than a coin'],
  ['HAC dummy regression', 'HAC regression on a dummy'],
  ['random dates', 'random dates'],
  ['t-test above the base rate', 't-test against the base rate'],
  ['linear shift', 'linear shift'],
  ['circular shift', 'plain circular shift'],
  ['era-centred shift', 'era-centred shift'],
  ['headline', 'headline p, the larger of the two'],
  ['stated headline', 'headline p as it is stated'],
] as const;
const VERDICT = 'verdict “stands out from luck”';
const ANY = 'the same, any of four horizons';

interface Dot {
  readonly test: string;
  readonly rate: number;
  /** Whether real dates and a drift that wanders are both in their own places. */
  readonly isInPlace: boolean;
}

/** The committed picture: rejection rates of the tests in worlds without relation, and below them what is found of planted effects. */
export function sizePicture(study: SizeStudy): string {
  const dots = study.cells.flatMap((cell) => dotsOf(cell, study.tests));
  return drawSvg({
    id: 'size-study',
    width: WIDTH,
    height: HEIGHT.size + HEIGHT.gap + HEIGHT.power,
    fontSize: 13,
    alt: describe(dots, study),
    panels: [
      { top: 0, options: sizePanel(dots) },
      { top: HEIGHT.size + HEIGHT.gap, options: powerPanel(study.power) },
    ],
  });
}

function dotsOf({ world, trigger, horizons, family }: CellRates, tests: readonly string[]): Dot[] {
  const isInPlace = hasDrift(world) && trigger === 'real';
  const singles = horizons.flatMap(({ at5, verdicts }) => [
    ...SHOWN.map(([name, test]) => ({ test, rate: at5[tests.indexOf(name)] as number, isInPlace })),
    { test: VERDICT, rate: verdicts.standsOut, isInPlace },
  ]);
  return [...singles, { test: ANY, rate: family.verdicts.standsOut, isInPlace }];
}

function describe(dots: readonly Dot[], { worlds }: SizeStudy): string {
  const worst = (test: string) => {
    const rates = dots.filter((dot) => dot.test === test && !dot.isInPlace).map(({ rate }) => rate);
    return (100 * Math.max(...rates)).toFixed(1);
  };
  return (
    `Rejection rates at a nominal 5 % in ${worlds} worlds without relation for each cell. Worst cell: t-test of a mean above zero ` +
    `${worst(SHOWN[0][1])} %, headline p as stated ${worst(SHOWN.at(-1)?.[1] as string)} %, verdict “stands out from luck” ${worst(VERDICT)} %, ` +
    `any of four horizons ${worst(ANY)} %. Marked apart: real dates with Bitcoin’s own drift in its place. Below: the share of planted ` +
    `effects of 180 days that are found.`
  );
}

const PERCENTS = {
  tickSize: 0,
  tickPadding: 6,
  label: null,
  color: MUTED,
  tickFormat: (rate: number) => `${Math.round(100 * rate)} %`,
};

function sizePanel(dots: readonly Dot[]): Plot.PlotOptions {
  const tests = [...SHOWN.map(([, test]) => test), VERDICT, ANY];
  const top = Math.max(...dots.map(({ rate }) => rate));
  const ticks = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1].filter((tick) => tick <= top * 1.03);
  const colour = ({ isInPlace }: Dot) => (isInPlace ? EVENTS : TARGET);
  return {
    height: HEIGHT.size,
    marginLeft: LEFT,
    marginRight: 24,
    marginTop: 44,
    marginBottom: 34,
    // A root makes room near zero, where the honest tests are.
    x: { type: 'sqrt', domain: [0, top * 1.03], axis: null },
    y: { type: 'band', domain: tests, padding: 0.2, axis: null },
    marks: [
      Plot.gridX(ticks, { stroke: GRID, strokeOpacity: 1 }),
      Plot.axisX(ticks, PERCENTS),
      Plot.axisY({ tickSize: 0, tickPadding: 10, label: null, color: INK }),
      Plot.ruleX([NOMINAL], { stroke: INK, strokeWidth: 1.5, strokeDasharray: '5 3' }),
      Plot.tickX(dots, { x: 'rate', y: 'test', stroke: colour, strokeOpacity: 0.55, strokeWidth: 1.75, inset: 6 }),
      Plot.text(['How often luck is taken for more: one mark for each cell; 5 % is nominal'], {
        frameAnchor: 'top-left',
        dx: 10 - LEFT,
        dy: -38,
        fill: INK,
        fontWeight: 600,
      }),
      Plot.text(['real dates and Bitcoin’s own drift, both in place'], { frameAnchor: 'top-left', dx: 150, dy: -18, fill: EVENTS }),
      Plot.text(['without relation'], { frameAnchor: 'top-left', dx: 0, dy: -18, fill: TARGET }),
    ],
  };
}

const LEVEL_WORDS = { few: 'about 4 events', some: 'about 11', many: 'about 26' } as const;
const LEVEL_STROKES = { few: EVENTS, some: TARGET, many: BASE } as const;

function powerPanel(power: readonly PowerRates[]): Plot.PlotOptions {
  const shown = power.filter(({ horizon, world }) => horizon === 180 && world === 'wandering');
  const points = shown.flatMap(({ level, multiples, headline, standsOut }) =>
    multiples.flatMap((multiple, i) => [
      { level, multiple, share: headline[i] as number, kind: 'headline' },
      { level, multiple, share: standsOut[i] as number, kind: 'verdict' },
    ]),
  );
  const curve = (kind: string) =>
    Plot.line(
      points.filter((point) => point.kind === kind),
      {
        x: 'multiple',
        y: 'share',
        z: 'level',
        stroke: ({ level }: (typeof points)[number]) => LEVEL_STROKES[level],
        strokeWidth: 2,
        ...(kind === 'headline' ? { strokeDasharray: '2 4' } : {}),
      },
    );
  const ends = points.filter(({ kind, multiple }) => kind === 'verdict' && multiple === Math.max(...points.map((point) => point.multiple)));
  return {
    height: HEIGHT.power,
    marginLeft: LEFT,
    marginRight: 130,
    marginTop: 40,
    marginBottom: 46,
    x: { type: 'linear', domain: [0, 2], axis: null },
    y: { type: 'linear', domain: [0, 1], axis: null },
    marks: [
      Plot.gridY([0, 0.25, 0.5, 0.75, 1], { stroke: GRID, strokeOpacity: 1 }),
      Plot.axisY([0, 0.25, 0.5, 0.75, 1], PERCENTS),
      Plot.axisX([0, 0.5, 1, 1.5, 2], {
        tickSize: 0,
        tickPadding: 6,
        label: null,
        color: MUTED,
        tickFormat: (multiple: number) => `× ${multiple}`,
      }),
      curve('headline'),
      curve('verdict'),
      Plot.text(ends, {
        x: 'multiple',
        y: 'share',
        text: ({ level }: (typeof points)[number]) => LEVEL_WORDS[level],
        fill: ({ level }: (typeof points)[number]) => LEVEL_STROKES[level],
        textAnchor: 'start',
        dx: 8,
      }),
      Plot.text(['Found of a planted effect over 180 days, drift wanders: verdict (line), headline p ≤ 0.05 (dots)'], {
        frameAnchor: 'top-left',
        dx: 10 - LEFT,
        dy: -34,
        fill: INK,
        fontWeight: 600,
      }),
      Plot.text(['times the smallest effect that the study says it can see'], { frameAnchor: 'bottom', dy: 40, fill: MUTED }),
    ],
  };
}
