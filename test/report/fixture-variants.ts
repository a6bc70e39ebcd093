import type { StudyPictures } from '../../src/contract/pictures.ts';
import { COIN, PRIMARY, SMALL, STUDIES } from './fixture.ts';
import { makeStudy, quantile } from './fixture-study.ts';

const base = STUDIES[PRIMARY]!;

/** The study with 0/1 outcomes: did the coin rise by half? */
export function hitPictures(): StudyPictures {
  const shifts = base.pictures.shifts!;
  const plain = shifts.plain.map((v) => Math.min(1, Math.max(0, Math.round((v + 0.6) * 2.2) / 3)));
  const rate = plain.reduce((s, x) => s + x, 0) / plain.length;
  const centred = plain.map((v, i) => v - rate + 0.08 * Math.sin(i / 90));
  return {
    ...base.pictures,
    events: base.pictures.events.map((e) => ({ ...e, outcome: e.outcome === null ? null : e.outcome > 0.5 ? 1 : 0 })),
    shifts: {
      ...shifts,
      label: 'hit rate, 180 days',
      plain,
      centred,
      observedPlain: plain[0]!,
      observedCentred: centred[0]!,
      minimumDetectableEffect: quantile(centred, 0.95) - quantile(centred, 0.2),
      leaveOneOut: shifts.leaveOneOut.map((l, i) => ({ date: l.date, observed: i === 0 ? 0.5 : 1 })),
      outcomeKind: 'hit',
    },
  };
}

/** Log differences, expected to fall. */
export function fallingPictures(): StudyPictures {
  const shifts = base.pictures.shifts!;
  return {
    ...base.pictures,
    shifts: { ...shifts, label: 'mean log difference, 180 days', direction: 'down', outcomeKind: 'log difference' },
  };
}

/** Thirty events, more than there is room to name. */
export function manyPictures(): StudyPictures {
  const events = SMALL.dates.filter((d, i) => d > '2010-09-01' && i % 130 === 7);
  const spec = { trigger: SMALL, target: COIN, events, horizon: 90, horizons: [30, 90], claimDate: null, familySize: 2 };
  return makeStudy(spec).pictures;
}
