// The trade on a study at four horizons, and what is left of the best once all four are counted. Run: node examples/trade.ts
import {
  adjustP,
  check,
  DAY_MS,
  deflatedSharpe,
  epochDay,
  evaluateOutcome,
  evaluateTrigger,
  formatCivilDate,
  geometricBlocks,
  isInsufficient,
  makeSchedule,
  parse,
  resampledMeans,
  runStudy,
  type Series,
  sampleVariance,
  seededStream,
  superiorAbility,
  type TradeOfStudy,
  tradeOfStudy,
} from '../src/library/core.ts';

const stream = seededStream(7);
const dates = Int32Array.from({ length: 2500 }, (_, i) => epochDay(2016, 1, 1) + i);

/** A random walk in logs, of no relation to any other, that closes at 24:00 UTC. */
function walk(id: string, drift: number): Series {
  let log = 4;
  return {
    id,
    title: id,
    unit: 'points',
    calendar: 'utc-daily',
    dates,
    values: Float64Array.from(dates, () => {
      log += drift + 0.06 * (stream.uniform() - 0.5);
      return Math.exp(log);
    }),
    knownAt: Float64Array.from(dates, (day) => (day + 1) * DAY_MS),
    schedule: makeSchedule('utc-daily', dates),
    source: 'made up',
    notes: [],
  };
}

const series: Record<string, Series> = { A: walk('A', 0.0006), B: walk('B', 0.0008) };
const environment = { series: (id: string) => series[id] as Series, eventDates: () => [] };
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function tradeAt(horizon: string): TradeOfStudy {
  const when = 'cooldown(all_time_high(A, after: 30), 90)';
  const then = `return(B, ${horizon})`;
  const trigger = evaluateTrigger(check(parse(when), when, 'trigger'), environment);
  const study = runStudy(trigger, evaluateOutcome(check(parse(then), then, 'outcome'), environment).read(trigger.knownAt));
  const trade = tradeOfStudy(study, { cost: 0.001, slippage: 0.0005, periodsPerYear: 365, direction: 'long' });
  if (isInsufficient(trade)) throw new Error(trade.reason);
  return trade;
}

const horizons = ['20d', '40d', '60d', '90d'];
const trades = horizons.map(tradeAt);
trades.forEach(({ observations, strategy, buyAndHold, shifted }, i) => {
  const p = isInsufficient(shifted) ? shifted.reason : shifted.p.up.toFixed(3);
  console.log(
    `${horizons[i]}: ${observations} trades made ${percent(strategy.totalReturn)}, ${percent(strategy.exposure)} of the time in B, deepest fall ${percent(strategy.maximumDrawdown)}; holding throughout made ${percent(buyAndHold.totalReturn)}; the same exposure elsewhere did as well with p ${p}`,
  );
});

const ratios = trades.map(({ strategy: { sharpe } }) => (isInsufficient(sharpe) ? 0 : sharpe.ratio.perPeriod));
const best = trades[ratios.indexOf(Math.max(...ratios))] as TradeOfStudy;
console.log(`The best, trade by trade, and ${best.observations} trades are ${best.observations} trades:`);
for (const { entry, exit, return: net } of best.trades)
  console.log(`  ${formatCivilDate(entry)} to ${formatCivilDate(exit)}: ${percent(net)}`);

const { sharpe } = best.strategy;
if (!isInsufficient(sharpe)) {
  const variants = { tried: trades.length, sharpeVariance: sampleVariance(Float64Array.from(ratios)) };
  const deflated = deflatedSharpe(sharpe.moments, variants);
  console.log(
    `Sharpe ratio ${sharpe.ratio.annualised.toFixed(2)} a year, standard error ${sharpe.standardError.annualised.toFixed(2)}; deflated over ${variants.tried} variants: ${isInsufficient(deflated) ? deflated.reason : deflated.probability.toFixed(3)}`,
  );
}

const raw = Float64Array.from(trades, ({ shifted }) => (isInsufficient(shifted) ? 1 : shifted.p.up));
const holm = adjustP(raw, 'holm');
if (!isInsufficient(holm)) {
  console.log(`p over ${holm.variantsRun} variants by Holm: ${[...holm.adjusted].map((p) => p.toFixed(3)).join(', ')}`);
}

// Against holding throughout, day by day on the days that all have: what each horizon gains on it.
const days = Math.min(...trades.map(({ dates: own }) => own.length)) - 1;
const gains = trades.map(({ strategy, buyAndHold }) =>
  Float64Array.from({ length: days }, (_, i) => {
    const step = ({ equity }: { equity: Float64Array }) => (equity[i + 1] as number) / (equity[i] as number);
    return step(strategy) - step(buyAndHold);
  }),
);
const means = resampledMeans(gains, { lengths: geometricBlocks(30), draws: 2000, stream });
const ability = superiorAbility(gains, means, { meanBlock: 30 });
if (!isInsufficient(ability)) {
  console.log(
    `Better than holding throughout, of ${ability.models}: White ${ability.realityCheck.p.toFixed(3)}, Hansen ${ability.hansen.consistent.toFixed(3)}`,
  );
}
