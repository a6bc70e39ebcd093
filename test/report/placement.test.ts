import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intoLanes, spread } from '../../src/contract/figures/place-labels.ts';
import { thinEvenly, thinKeepingExtremes } from '../../src/contract/figures/thin.ts';
import { formatTick, linearTicks, logTicks, spansTenfold } from '../../src/contract/figures/ticks.ts';
import { escapeHtml, html, prose, slug, trusted } from '../../src/report/markup.ts';

describe('labels', () => {
  const wishes = fc.array(fc.record({ at: fc.double({ min: 0, max: 300, noNaN: true }), size: fc.constant(14) }), {
    minLength: 1,
    maxLength: 20,
  });

  it('that have room never overlap and never leave it', () => {
    fc.assert(
      fc.property(wishes, (w) => {
        const placed = spread(w, 0, 300);
        const sorted = placed.toSorted((a, b) => a - b);
        for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(14 - 1e-9);
        expect(sorted[0]).toBeGreaterThanOrEqual(7 - 1e-9);
        expect(sorted.at(-1)).toBeLessThanOrEqual(293 + 1e-9);
      }),
    );
  });

  it('stay where they wish when nothing is near', () => {
    expect(
      spread(
        [
          { at: 50, size: 14 },
          { at: 100, size: 14 },
        ],
        0,
        300,
      ),
    ).toEqual([50, 100]);
  });

  it('in lanes never overlap, and turn round before the edge', () => {
    fc.assert(
      fc.property(wishes, (w) => {
        const placed = intoLanes(w, 3, 300).map((p, i) => ({ ...p, to: p.from + w[i]!.size }));
        for (const a of placed) {
          if (!a.turned) expect(a.to).toBeLessThanOrEqual(300);
          for (const b of placed) if (a !== b && a.lane !== null && a.lane === b.lane) expect(a.to <= b.from || b.to <= a.from).toBe(true);
        }
      }),
    );
    expect(intoLanes([{ at: 290, size: 40 }], 2, 300)[0]).toEqual({ from: 250, lane: 0, turned: true });
  });
});

describe('thinning', () => {
  it('keeps first, last, lowest and highest and no more points than asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 500 }), (values) => {
        const kept = thinKeepingExtremes(values, 40);
        expect(kept.length).toBeLessThanOrEqual(Math.max(40, 0));
        expect([kept[0], kept.at(-1)]).toEqual([0, values.length - 1]);
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
        const seen = kept.map((i) => values[i]!);
        expect(Math.max(...seen)).toBe(Math.max(...values));
        expect(Math.min(...seen)).toBe(Math.min(...values));
      }),
    );
  });

  it('takes even steps from the first to the last', () => {
    expect(thinEvenly(101, 3)).toEqual([0, 50, 100]);
    expect(thinEvenly(2, 3)).toEqual([0, 1]);
  });
});

describe('ticks', () => {
  it('are round, few and inside', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), fc.double({ min: 1.05, max: 1e7, noNaN: true }), (low, ratio) => {
        const ticks = logTicks(low, low * ratio, 6);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const t of ticks) expect(t >= low * (1 - 1e-9) && t <= low * ratio * (1 + 1e-9)).toBe(true);
      }),
    );
    expect(logTicks(0.06, 120_000, 6)).toEqual([0.1, 10, 1000, 100_000]);
    expect(logTicks(168, 2600, 6)).toEqual([200, 500, 1000, 2000]);
    expect(linearTicks(0, 3100, 4)).toEqual([0, 1000, 2000, 3000]);
  });

  it('are written with commas, or short where there is little room', () => {
    expect([0.1, 1000, 100_000, 2_500_000].map((t) => formatTick(t, false))).toEqual(['0.1', '1,000', '100,000', '2.5m']);
    expect([1000, 25_000].map((t) => formatTick(t, true))).toEqual(['1k', '25k']);
  });

  it('stand on a log scale only over more than a tenfold range of positive values', () => {
    expect(spansTenfold([1, 11])).toBe(true);
    expect(spansTenfold([1, 10])).toBe(false);
    expect(spansTenfold([-1, 100])).toBe(false);
  });
});

describe('markup', () => {
  it('escapes every value that is not markup', () => {
    expect(html`<p title="${'"\'<&>'}">${['a<b', trusted('<b>x</b>'), null, false, 3]}</p>`.markup).toBe(
      '<p title="&quot;&#39;&lt;&amp;&gt;">a&lt;b<b>x</b>3</p>',
    );
    expect(escapeHtml('plain')).toBe('plain');
  });

  it('keeps a number and its sign on one line', () => {
    expect(prose('it rose 66 % (p 0.43)')).toBe('It rose 66\u00a0% (p\u00a00.43)');
  });

  it('makes ids from any text', () => {
    expect(slug('Three of — three?')).toBe('three-of-three');
  });
});
