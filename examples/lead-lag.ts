// Lead and lag of made-up markets: one that follows another by three days, and one market seen on two clocks. Run: node examples/lead-lag.ts
import {
  breakouts,
  type EpochDay,
  type EventSet,
  formatCivilDate,
  type Insufficient,
  isInsufficient,
  type Lead,
  type LeadLag,
  leadLag,
  makeSchedule,
  newYorkClose,
  newYorkSessions,
  parseCivilDate,
  type Series,
  seededStream,
  standardNormal,
} from '../src/library/core.ts';

const HOUR_MS = 3_600_000;
const DAYS = 1500;
const first = parseCivilDate('2018-01-01') as EpochDay;

/** The log price of a market that never sleeps, by the hour; what a follower does is half its own and half the leader's of 72 hours before. */
function market(seed: number, leader?: Float64Array): Float64Array {
  const stream = seededStream(seed);
  const logs = new Float64Array(24 * DAYS + 1);
  for (let hour = 1; hour < logs.length; hour++) {
    const before = leader && hour > 72 ? (leader[hour - 72] as number) - (leader[hour - 73] as number) : 0;
    logs[hour] = (logs[hour - 1] as number) + 0.5 * before + 0.002 * standardNormal(stream);
  }
  return logs;
}

/** A market as a calendar sees it: New York's closes, or 24:00 UTC of every day. */
function seen(id: string, logs: Float64Array, calendar: 'new-york' | 'utc-daily'): Series {
  const last = first + DAYS - 1;
  const dates =
    calendar === 'new-york'
      ? newYorkSessions().dates.filter((date) => date >= first && date <= last)
      : Int32Array.from({ length: DAYS }, (_, i) => first + i);
  const knownAt = Float64Array.from(dates, (date) => (calendar === 'new-york' ? newYorkClose(date) : (date + 1) * 24 * HOUR_MS));
  const hours = Array.from(knownAt, (instant) => Math.round(instant / HOUR_MS) - 24 * first);
  const values = Float64Array.from(hours, (hour) => 100 * Math.exp(logs[hour] as number));
  return {
    id,
    title: id,
    unit: 'points',
    calendar,
    dates,
    values,
    knownAt,
    schedule: makeSchedule(calendar, dates),
    source: 'made up',
    notes: [],
  };
}

/** Closes above the highest of the 60 that end 5 before, after 20 that were not. */
function breakoutsOf({ dates, values, knownAt, schedule }: Series): EventSet {
  const rule = { lookback: { count: 60 }, gap: { count: 5 }, quiet: { count: 20 }, margin: 0, first: 0 };
  return { dates, values, knownAt, schedule, ...breakouts(dates, values, rule), notes: [] };
}

const shown = <T extends number | object>(part: T | Insufficient, text: (part: T) => string): string =>
  isInsufficient(part) ? `none: ${part.reason}` : text(part);
const p = (value: number | Insufficient): string =>
  shown(value, (number) => `p ${number < 1e-4 ? number.toExponential(0) : number.toFixed(4)}`);

function printLead(name: string, { crossCorrelation, granger, todaYamamoto }: Lead): void {
  console.log(`  ${name} first`);
  console.log(
    `    correlation: ${shown(crossCorrelation, (test) => `${test.peak.value.toFixed(2)} at lag ${test.peak.lag}, ${p(test.p)}`)}`,
  );
  console.log(
    `    Granger: ${shown(granger, ({ test }) => shown(test, ({ order, robust }) => `${order} lags, ${shown(robust, ({ pF }) => p(pF))}`))}`,
  );
  console.log(`    Toda–Yamamoto: ${shown(todaYamamoto, ({ test }) => `${test.order} + ${test.integrationOrder} lags, ${p(test.pF)}`)}`);
}

function print({ clock, aLeads, bLeads, hayashiYoshida, eventOrder, timeToPeak, peakSides, eras }: LeadLag): void {
  console.log(`  ${clock.statement}`);
  printLead('A', aLeads);
  printLead('B', bLeads);
  console.log(`  covariation on both clocks: correlation ${shown(hayashiYoshida.sameTime, ({ correlation }) => correlation.toFixed(2))}`);
  const lead = shown(hayashiYoshida.contrast, ({ peak, xLeads }) => {
    return `largest with B read ${peak.shift} h later; ${shown(xLeads, ({ circle }) => `a lead of A beyond common hours: ${p(circle.p)}`)}`;
  });
  console.log(`  ${lead}`);
  const order = shown(eventOrder, ({ aFirst, bFirst, expected, net }) => {
    return `A before B ${aFirst.observed} times (chance ${expected.aFirst.toFixed(1)}), B before A ${bFirst.observed}; ${p(net.pUpper)}`;
  });
  console.log(`  breakouts: ${order}`);
  const peak = shown(timeToPeak.bAfterA, ({ atEvents, atAllDates, observations, median }) => {
    return `after ${observations} breakouts of A, B peaks at day ${atEvents.median}, elsewhere at ${atAllDates.median}; ${p(median.plain.pLower)} for sooner`;
  });
  console.log(`  ${peak}`);
  console.log(`  windows of two years: A first in ${peakSides.aFirst}, B first in ${peakSides.bFirst}, neither in ${peakSides.sameTime}`);
  for (const { from, to, result } of eras) {
    const found = shown(result, ({ aLeads: { crossCorrelation } }) => {
      return shown(crossCorrelation, ({ peak: { lag, value } }) => `A first by ${lag}, correlation ${value.toFixed(2)}`);
    });
    console.log(`  ${formatCivilDate(from)} to ${formatCivilDate(to)}: ${found}`);
  }
}

const a = market(41);
const cases: [string, Series, Series][] = [
  ['A is followed by B three days later', seen('A', a, 'new-york'), seen('B', market(42, a), 'utc-daily')],
  ['A and B are one market on two clocks', seen('A', a, 'new-york'), seen('B', a, 'utc-daily')],
];
for (const [title, one, other] of cases) {
  console.log(`${title}:`);
  const result = leadLag(one, other, {
    maxLag: 10,
    horizon: { count: 60, unit: 'd' },
    events: { a: breakoutsOf(one), b: breakoutsOf(other) },
    eraStarts: [parseCivilDate('2020-01-01') as EpochDay],
  });
  if (isInsufficient(result)) console.log(`  ${result.reason}`);
  else print(result);
}
