import { readFileSync } from 'node:fs';
import {
  type AbnormalReturnOptions,
  type AbnormalReturns,
  abnormalReturns,
  type ReturnPanel,
} from '../../../../src/core/methods/abnormal-returns/abnormal-returns.ts';
import { bmpTest, crossSectionalTest, patellTest } from '../../../../src/core/methods/abnormal-returns/cross-sectional-tests.ts';
import type { EventTest, EventTestMethod } from '../../../../src/core/methods/abnormal-returns/event-test.ts';
import type { EventWindows, PlacedEvent } from '../../../../src/core/methods/abnormal-returns/event-windows.ts';
import type { ExpectedReturnModel } from '../../../../src/core/methods/abnormal-returns/expected-return-model.ts';
import { generalizedSignTest } from '../../../../src/core/methods/abnormal-returns/generalized-sign-test.ts';
import { adjustedPatellTest, kolariPynnonenTest } from '../../../../src/core/methods/abnormal-returns/kolari-pynnonen-tests.ts';
import { corradoRankTest, corradoZivneyTest, grankTest } from '../../../../src/core/methods/abnormal-returns/rank-tests.ts';
import { type RandomStream, seededStream } from '../../../../src/core/numerics/random.ts';
import { known } from './results.ts';

type TestNumbers = Omit<EventTest, 'name' | 'observations'>;

interface CorrelatedNumbers {
  readonly meanCorrelation: number;
  readonly kolariPynnonen: TestNumbers;
  readonly adjustedPatell: TestNumbers;
}

/** What numpy gave for one day, or for the window. */
export interface SpanNumbers {
  readonly crossSectional: TestNumbers;
  readonly bmp: TestNumbers;
  readonly patell: TestNumbers;
  readonly generalizedSign: TestNumbers;
  readonly corradoRank: TestNumbers;
  readonly corradoZivney: TestNumbers;
  readonly grank: TestNumbers;
  readonly calendar: CorrelatedNumbers;
  readonly eventTime: CorrelatedNumbers;
}

interface EventNumbers {
  readonly event: number;
  readonly coefficients: number[];
  readonly residualVariance: number;
  readonly degreesOfFreedom: number;
  readonly observations: number;
  readonly abnormalReturns: number[];
  readonly standardisedAbnormalReturns: number[];
  readonly cumulativeAbnormalReturn: number;
  readonly cumulativeVariance: number;
  readonly standardisedCumulativeAbnormalReturn: number;
}

/** What numpy gave for a model. */
export interface StudyNumbers {
  readonly events: readonly EventNumbers[];
  readonly averageAbnormalReturns: number[];
  readonly cumulativeAverageAbnormalReturns: number[];
  readonly buyAndHoldAbnormalReturns: Readonly<Record<'log' | 'simple', number[]>>;
  readonly buyAndHold: Readonly<Record<'log' | 'simple', TestNumbers>>;
  readonly days: readonly SpanNumbers[];
  readonly window: SpanNumbers;
}

interface Reference {
  readonly assets: readonly (number | null)[][];
  readonly market: readonly (number | null)[];
  readonly events: readonly PlacedEvent[];
  readonly windows: EventWindows;
  readonly models: Readonly<Record<string, ExpectedReturnModel>>;
  readonly studies: Readonly<Record<string, StudyNumbers>>;
}

const reference: Reference = JSON.parse(
  readFileSync(new URL('../../../reference/abnormal-returns/abnormal-returns.json', import.meta.url), 'utf8'),
);

const withMissing = (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? Number.NaN);

/** Three assets with missing days; several events of each, some with windows that overlap. */
export const panel: ReturnPanel = { assets: reference.assets.map(withMissing), market: withMissing(reference.market) };

export const { events, windows } = reference;
export const modelNames = ['constant-mean', 'market-adjusted', 'market', 'dimson'] as const;
export type ModelName = (typeof modelNames)[number];

/** Options of a model of the reference. */
export const optionsOf = (name: ModelName, returns: 'log' | 'simple' = 'log'): AbnormalReturnOptions => ({
  ...windows,
  model: reference.models[name] as ExpectedReturnModel,
  returns,
});

/** The reference's numbers of a model. */
export const numbersOf = (name: ModelName): StudyNumbers => reference.studies[name] as StudyNumbers;

/** The program's abnormal returns of a model. */
export const abnormalOf = (name: ModelName, returns: 'log' | 'simple' = 'log'): AbnormalReturns =>
  known(abnormalReturns(panel, events, optionsOf(name, returns)));

/** Every test that takes a day or the window, and where numpy's numbers of it lie. */
export const testMethods: readonly {
  readonly name: string;
  readonly test: EventTestMethod;
  readonly of: (numbers: SpanNumbers) => TestNumbers;
}[] = [
  { name: 'the cross-sectional t', test: crossSectionalTest, of: (numbers) => numbers.crossSectional },
  { name: "Patell's test", test: patellTest, of: (numbers) => numbers.patell },
  { name: 'BMP', test: bmpTest, of: (numbers) => numbers.bmp },
  { name: 'Kolari–Pynnönen on the calendar', test: kolariPynnonenTest, of: (numbers) => numbers.calendar.kolariPynnonen },
  { name: 'adjusted Patell on the calendar', test: adjustedPatellTest, of: (numbers) => numbers.calendar.adjustedPatell },
  {
    name: 'Kolari–Pynnönen in event time',
    test: (abnormal, span) => kolariPynnonenTest(abnormal, { ...span, alignment: 'event-time' }),
    of: (numbers) => numbers.eventTime.kolariPynnonen,
  },
  {
    name: 'adjusted Patell in event time',
    test: (abnormal, span) => adjustedPatellTest(abnormal, { ...span, alignment: 'event-time' }),
    of: (numbers) => numbers.eventTime.adjustedPatell,
  },
  { name: "Corrado's rank test", test: corradoRankTest, of: (numbers) => numbers.corradoRank },
  { name: 'Corrado–Zivney', test: corradoZivneyTest, of: (numbers) => numbers.corradoZivney },
  { name: 'GRANK-T', test: grankTest, of: (numbers) => numbers.grank },
  { name: "Cowan's generalised sign test", test: generalizedSignTest, of: (numbers) => numbers.generalizedSign },
];

/** A draw with mean 0 and variance 1, near enough to normal: twelve uniform ones less 6. */
export function normalDraw(stream: RandomStream): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += stream.uniform();
  return sum;
}

/** Independent returns of a market and of assets that follow it. */
export function randomPanel(seed: number, { days, assets = 1 }: { readonly days: number; readonly assets?: number }): ReturnPanel {
  const stream = seededStream(seed);
  const market = Float64Array.from({ length: days }, () => 0.01 * normalDraw(stream));
  const follow = () => market.map((value) => 0.0005 + 1.1 * value + 0.02 * normalDraw(stream));
  return { assets: Array.from({ length: assets }, follow), market };
}
