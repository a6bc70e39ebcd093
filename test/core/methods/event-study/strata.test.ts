import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stratify } from '../../../../src/core/methods/event-study/strata.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const world = fc
  .array(fc.record({ outcome: fc.double({ min: -2, max: 2, noNaN: true }), label: fc.integer({ min: -1, max: 2 }), event: fc.boolean() }), {
    minLength: 3,
    maxLength: 25,
  })
  .filter((days) => days.some(({ event, label }) => event && label >= 0));

const circleOf = (days: readonly { outcome: number; event: boolean }[]) => ({
  indices: Int32Array.from(days.keys()),
  dates: Int32Array.from(days.keys()),
  outcomes: Float64Array.from(days, ({ outcome }) => outcome),
  events: Int32Array.from(days.keys()).filter((i) => (days[i] as { event: boolean }).event),
});

test('each stratum has the base rate of its own dates, and the effect is against the base of the event’s own stratum, by every shift', () => {
  fc.assert(
    fc.property(world, (days) => {
      const found = stratify(
        circleOf(days),
        Int8Array.from(days, ({ label }) => label),
        3,
      );
      const base = [0, 1, 2].map((label) => days.filter((day) => day.label === label).map(({ outcome }) => outcome));
      found.strata.forEach((stratum, label) => {
        expect(stratum.dates).toBe(base[label]?.length);
        if (stratum.dates > 0) expect(stratum.base).toBeCloseTo(mean(base[label] as number[]), 10);
        else expect(stratum.base).toBeNull();
      });
      const kept = days.filter(({ label }) => label >= 0);
      const centred = kept.map(({ outcome, label }) => outcome - mean(base[label] as number[]));
      const shifts = kept.map((_, k) => mean(kept.flatMap(({ event }, i) => (event ? [centred[(i + k) % kept.length] as number] : []))));
      expect(found.effect).toBeCloseTo(shifts[0] as number, 10);
      if (found.p)
        expect(found.p.up).toBeCloseTo(shifts.filter((shift) => shift >= (shifts[0] as number) - 1e-12).length / shifts.length, 10);
      expect(found.unknown.dates).toBe(days.length - kept.length);
    }),
  );
});

test('an effect that is only the stratum’s own goes away', () => {
  // Outcomes are 1 in the second stratum and 0 in the first; the events fall into the second.
  const days = Array.from({ length: 40 }, (_, i) => ({ outcome: i < 20 ? 0 : 1, label: i < 20 ? 0 : 1, event: i === 25 || i === 35 }));
  const found = stratify(
    circleOf(days),
    Int8Array.from(days, ({ label }) => label),
    2,
  );
  expect(found.crude).toBeCloseTo(0.5, 12);
  expect(found.effect).toBe(0);
  expect(found.p).toBeNull();
});

test('without an event whose stratum is known there is no effect', () => {
  const days = [0, 1, 2].map((i) => ({ outcome: i, event: i === 1 }));
  expect(stratify(circleOf(days), Int8Array.of(0, -1, 0), 1)).toMatchObject({ effect: null, p: null, unknown: { dates: 1, events: 1 } });
});
