import { describe, expect, it } from 'vitest';
import type { StudyPictures } from '../../src/contract/pictures.ts';
import { eventsOnPrice } from '../../src/report/figures/events-on-price.ts';
import type { FigureContext } from '../../src/report/figures/figure.ts';
import { forwardPaths } from '../../src/report/figures/forward-paths.ts';
import { percentileGauge } from '../../src/report/figures/percentile-gauge.ts';
import { whatLuckDoes } from '../../src/report/figures/what-luck-does.ts';
import type { Markup } from '../../src/report/markup.ts';
import { CLAIM_DATE, PRIMARY, STUDIES } from './fixture.ts';
import { fallingPictures, hitPictures, manyPictures } from './fixture-variants.ts';
import { complaints, textOf } from './well-formed.ts';

const study = STUDIES[PRIMARY]!;
const context: FigureContext = { id: 'fig', outcome: 'return(BTC, 180d)', kind: 'return', claimDate: CLAIM_DATE, reproduce: null };
const FIGURES = { 'events-on-price': eventsOnPrice, 'forward-paths': forwardPaths, 'what-luck-does': whatLuckDoes } as const;
const names = Object.keys(FIGURES) as (keyof typeof FIGURES)[];
const draw = (name: keyof typeof FIGURES, pictures: StudyPictures = study.pictures, changed: Partial<FigureContext> = {}) =>
  (FIGURES[name](pictures, { ...context, ...changed }) as Markup).markup;
const svgs = (figure: string) => [...figure.matchAll(/<svg xmlns[\s\S]*?<\/svg>/g)].map((m) => m[0]);
const caption = (figure: string) => textOf(/<figcaption>[\s\S]*?<\/figcaption>/.exec(figure)![0]).trim();
const rounded = (svg: string) =>
  svg
    .replace(/-?\d+\.\d+(?![\d.]*em)/g, (n) => String(Math.round(Number(n))))
    .replace(/></g, '>\n<')
    .concat('\n');

describe.each(names)('%s', (name) => {
  it('looks as it did (numbers rounded)', async () => {
    const drawn = svgs(draw(name));
    for (const [i, svg] of drawn.entries()) {
      const part = drawn.length === 1 ? '' : `-${['wide', 'narrow'][i]}`;
      await expect(rounded(svg)).toMatchFileSnapshot(`../golden/${name}${part}.svg`);
    }
  });

  it('is well-formed and the same on every run', () => {
    expect(complaints(draw(name))).toEqual([]);
    expect(draw(name, structuredClone(study.pictures))).toBe(draw(name));
  });

  it('has a title with numbers, n, source, last date, alt text and a table of its data', () => {
    const figure = draw(name);
    expect(caption(figure)).toMatch(/\d/);
    const foot = textOf(/<p class="source">[\s\S]*?<\/p>/.exec(figure)![0]);
    expect(foot).toMatch(/n = \d/);
    expect(foot).toContain('Source: made up for the tests');
    expect(foot).toContain('28 Aug 2026');
    for (const svg of svgs(figure)) {
      expect(svg).toContain('role="img"');
      expect(/<title id="[^"]*">([^<]*)/.exec(svg)![1]).toMatch(/\d/);
    }
    expect(figure).toMatch(/<details><summary>[\s\S]*<table/);
  });

  it('takes every colour from the page and none that says buy or sell', () => {
    for (const svg of svgs(draw(name))) {
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map((m) => m[1]!);
      expect(colours.filter((c) => !/^(?:var\(--|none$|currentColor$|url\(#)/.test(c))).toEqual([]);
    }
  });

  it('is drawn small', () => {
    for (const svg of svgs(draw(name))) expect(svg.length).toBeLessThan(40_000);
  });

  it('draws thirty events, hits, and differences that are to fall', () => {
    expect(complaints(draw(name, manyPictures(), { claimDate: null }))).toEqual([]);
    expect(complaints(draw(name, hitPictures(), { kind: 'hit', outcome: 'hits(all_time_high(BTC), within: 180d)' }))).toEqual([]);
    expect(complaints(draw(name, fallingPictures(), { kind: 'log difference', outcome: 'excess_return(BTC, SPX, 180d)' }))).toEqual([]);
  });

  it('is absent where there is nothing to draw', () => {
    expect(FIGURES[name]({ ...study.pictures, trigger: null, target: null, paths: null, shifts: null }, context)).toBeNull();
  });
});

describe('events on the price', () => {
  it('tells what was known from what came since', () => {
    expect(caption(draw('events-on-price'))).toBe(
      'Bitcoin stood higher 180 days after 3 of 3 events complete then, and 1 of 1 complete only since',
    );
    expect(caption(draw('events-on-price', hitPictures(), { kind: 'hit' }))).toBe(
      'A hit followed within 180 days of 2 of 3 events complete then, and 1 of 1 complete only since',
    );
  });

  it('says log scale on the axis of a price over more than a tenfold range, and only there', () => {
    for (const svg of svgs(draw('events-on-price'))) {
      expect(svg).toContain('Bitcoin, USD, log scale');
      expect(svg).toContain('Russell 2000, index points<');
    }
  });

  it('names events that come before the target has prices instead of drawing them', () => {
    expect(textOf(draw('events-on-price'))).toContain('2 earlier events (1999 to 2004) come before BTC has prices');
  });

  it('hatches what was not known and dashes the events in it', () => {
    const [wide] = svgs(draw('events-on-price'));
    expect(wide).toContain('fill="url(#fig-wide-unknown)"');
    expect(wide!.match(/stroke-dasharray="4 3"/g)).toHaveLength(4);
  });

  it('stands with the trigger or the target alone', () => {
    expect(complaints(draw('events-on-price', { ...study.pictures, trigger: null }))).toEqual([]);
    expect(svgs(draw('events-on-price', { ...study.pictures, trigger: null }))[0]).toContain('27 Apr 2011 +');
    expect(complaints(draw('events-on-price', { ...study.pictures, target: null }))).toEqual([]);
  });
});

describe('forward paths', () => {
  it('speaks of the study’s own horizon, also where the paths run on', () => {
    const longer = { ...study.pictures, horizonLabel: '90 days' };
    expect(caption(draw('forward-paths'))).toMatch(/^After 180 days the events complete then stood at ×\d/);
    expect(caption(draw('forward-paths', longer))).toMatch(/^After 90 days the events complete then stood at ×\d/);
  });

  it('labels each path by its year and keeps the labels apart', () => {
    const [svg] = svgs(draw('forward-paths'));
    const at = [...svg!.matchAll(/transform="translate\([\d.]+,([\d.]+)\)"[^>]*>(20\d\d|mean|all)</g)].map(
      (m) => [m[2], Number(m[1])] as const,
    );
    expect(at.map(([label]) => label).toSorted()).toEqual(['2011', '2013', '2016', '2025', '2026', 'all', 'mean']);
    const ys = at.map(([, y]) => y).toSorted((a, b) => a - b);
    for (let i = 1; i < ys.length; i++) expect(ys[i]! - ys[i - 1]!).toBeGreaterThan(16.5);
  });
});

describe('what luck does', () => {
  it('says how often luck does as well, with the larger of the two shifts', () => {
    const p = study.known.headline.p!;
    expect(caption(draw('what-luck-does'))).toBe(`A random placement of these dates does as well ${Math.round(p * 100)} times in 100`);
  });

  it('says so where events since the claim are counted in', () => {
    const shifts = study.pictures.shifts!;
    const pooled = {
      ...study.pictures,
      shifts: { ...shifts, leaveOneOut: [...shifts.leaveOneOut, { date: '2025-09-18', observed: 0.4 }] },
    };
    expect(caption(draw('what-luck-does', pooled))).toMatch(/^With the event since the claim counted, a random placement/);
  });

  it('counts downwards when the claim is of a fall', () => {
    expect(caption(draw('what-luck-does', fallingPictures(), { kind: 'log difference' }))).toContain('comes as low');
  });

  it('draws the smallest visible effect and leaves it out where there is none', () => {
    const shifts = study.pictures.shifts!;
    expect(draw('what-luck-does')).toContain('smallest visible effect ×');
    expect(draw('what-luck-does', { ...study.pictures, shifts: { ...shifts, minimumDetectableEffect: null } })).not.toContain(
      'smallest visible effect',
    );
  });

  it('survives shifts that are all the same', () => {
    const shifts = study.pictures.shifts!;
    const flat = {
      ...shifts,
      plain: shifts.plain.map(() => 0),
      centred: shifts.centred.map(() => 0),
      observedPlain: 0,
      observedCentred: 0,
      minimumDetectableEffect: 0,
      leaveOneOut: [],
    };
    const figure = draw('what-luck-does', { ...study.pictures, shifts: flat });
    expect(complaints(figure)).toEqual([]);
    expect(caption(figure)).toContain('every time');
  });
});

describe('the percentile gauge', () => {
  it('places its tick between the ends', () => {
    expect(percentileGauge(0).markup).toContain('M2,0');
    expect(percentileGauge(1).markup).toContain('M118,0');
    expect(percentileGauge(0.61).markup).toContain('aria-label="At or above 61 % of its own past"');
  });
});
