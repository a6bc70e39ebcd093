import type { Context } from '../app/context.ts';
import type { Operation } from '../app/operation.ts';
import { scan } from '../app/operations/scan.ts';
import { readPack } from '../app/pack.ts';
import { readExpression } from '../app/panel.ts';
import { BriefInput } from '../contract/brief.ts';
import { DoctorInput } from '../contract/doctor.ts';
import { ParseInput } from '../contract/expression.ts';
import { BackcastInput } from '../contract/forecast.ts';
import { CheckInput, LagInput, SeriesShowInput, StudyInput } from '../contract/operations.ts';
import type { Pack } from '../contract/pack.ts';
import { ReadInput } from '../contract/read.ts';
import { ScanInput } from '../contract/scan.ts';
import { NowInput } from '../contract/state.ts';
import { type Extents, expressionCost } from './expression-cost.ts';

/**
 * Milliseconds of computing, measured on two cores of a server of 2026 with warm code (`npm run bench:cost` measures them again). `n` is how
 * many dates of the trigger's calendar both series have.
 */
const MEASURED = {
  /** Reading the question, its series and what stands beside it. */
  study: 6,
  /** Each outcome of a study: what it costs by itself, and for each date. Records and lists of dates are few events, other triggers many. */
  ofReturn: { few: [15, 0.07], many: [20, 0.11] },
  ofOtherOutcome: { few: [4, 0.015], many: [12, 0.055] },
  curve: [10, 0.03],
  trade: [3, 0.005],
  pictures: [8, 0.008],
  /** How often a study evaluates its trigger: for the whole, for the warm-up and for what stands beside it. */
  evaluations: 3,
  pack: 11,
  /** Each outcome of a claim that is a study, for each date: it is asked twice, of what was known and to date. */
  claimStudy: [5, 0.045],
  claimSignal: [10, 0.03],
  claimLag: [15, 0.08],
  claimOther: [3, 0.002],
  /** Each outcome of a claim that is a study, on each date that is replayed: by itself, and for each date of its data. */
  backcast: [1.5, 0.0004],
  /** Each pair of series: by itself, for each date, and for each date and lag that is looked at. */
  lag: [50, 0.05, 0.0028],
  /** Each pair of a scan of leads: by itself, and for each date. */
  pairOfScan: [5, 0.004],
  /** Each series, and each of its dates. */
  doctor: [40, 5, 0.003],
  /** The lexicon of a language that is not open yet, and each letter. */
  reading: [300, 0.003],
  series: 0.2,
  /** Each date of a whole series, and each row that is shown. */
  seriesShow: [0.3, 0.0007],
  page: 40,
  /** A question to the queue: it waits for the database, and computes nothing. */
  queue: 5,
  /** What nobody has measured yet, by who may use it. */
  unknown: { read: 20, run: 1000, admin: 1000 },
} as const;

/**
 * Milliseconds that an operation will compute, before it does. An input that the operation would refuse costs next to nothing; the
 * series that it names are loaded to be counted.
 */
export async function estimateCost(operation: Operation, input: unknown, context: Context): Promise<number> {
  const estimate = estimates[operation.name];
  if (!estimate) return MEASURED.unknown[operation.access];
  try {
    return await estimate(input, context);
  } catch (error) {
    // The operation itself tells what is wrong.
    if (error instanceof Error) return 1;
    throw error;
  }
}

const SHARE_OF_NOW = 0.65;

type Estimate = (input: unknown, context: Context) => Promise<number>;

const estimates: Readonly<Record<string, Estimate>> = {
  study: async (input, context) => studyCost(StudyInput.parse(input), context),
  check: async (input, context) => checkCost(CheckInput.parse(input), context),
  lag: async (input, context) => lagCost(LagInput.parse(input), context),
  scan: async (input, context) => scanCost(ScanInput.parse(input), context),
  read: async (input, context) => readCost(ReadInput.parse(input), context),
  async parse(input, context) {
    const { text, role } = ParseInput.parse(input);
    const checked = readExpression(text, role);
    return 0.5 + expressionCost(checked.node, await extentsOf(checked.series, context));
  },
  async doctor(input, context) {
    const { ids } = DoctorInput.parse(input);
    const [base, each, date] = MEASURED.doctor;
    const looked = ids.length > 0 ? ids : await context.series.ids();
    const { dates } = await extentsOf(looked, context);
    return base + each * looked.length + date * dates * looked.length;
  },
  series: async (_, context) => 1 + MEASURED.series * (await context.series.ids()).length,
  async 'series show'(input, context) {
    const { id, values, rows } = SeriesShowInput.parse(input);
    const [base, date] = MEASURED.seriesShow;
    return base + date * (rows + (values ? (await extentsOf([id], context)).dates : 0));
  },
  now: async (input, context) => nowCost(NowInput.parse(input), context),
  async brief(input, context) {
    const { lang: _, ...asked } = BriefInput.parse(input);
    return MEASURED.page + (await nowCost(asked, context));
  },
  'forecast backcast': async (input, context) => backcastCost(BackcastInput.parse(input), context),
  explain: async () => 5,
  packs: async (_, context) => MEASURED.pack * (await context.packs()).length,
  language: async () => 0.5,
  jobs: async () => MEASURED.queue,
  'jobs show': async () => MEASURED.queue,
  'jobs dead': async () => MEASURED.queue,
};

/** What is on is told of the same claims as a check, without their close look. */
const nowCost = async (input: NowInput, context: Context): Promise<number> =>
  SHARE_OF_NOW * (await checkCost({ ...input, pictures: false }, context));

async function studyCost({ when, then, given, curve, trade, pictures }: StudyInput, context: Context): Promise<number> {
  const trigger = readExpression(when, 'trigger');
  const outcomes = then.map((text) => readExpression(text, 'outcome'));
  const conditions = given.map((text) => readExpression(text, 'trigger'));
  const extents = await extentsOf(
    [trigger, ...outcomes, ...conditions].flatMap(({ series }) => series),
    context,
  );
  const events =
    expressionCost(trigger.node, extents) * MEASURED.evaluations +
    sumOf(conditions.map(({ node }) => expressionCost(node, extents))) * then.length;
  const beside = [curve && MEASURED.curve, trade && MEASURED.trade, pictures && MEASURED.pictures];
  const costs = await Promise.all(
    outcomes.map(async (outcome) => {
      const n = await commonDates(trigger.series[0] ?? outcome.series[0], outcome.series[0], context);
      const parts = [outcomeRate(trigger.node, outcome.node), ...beside.filter((rate) => rate !== false)];
      return parts.reduce((sum, [base, date]) => sum + base + date * n, 0) + expressionCost(outcome.node, extents);
    }),
  );
  return MEASURED.study + events + sumOf(costs);
}

type Node = ReturnType<typeof readExpression>['node'];
const nameOf = (node: Node): string => (node.kind === 'call' ? node.name : '');
const RARE = new Set(['all_time_high', 'breakout', 'retest', 'first_close_above', 'explosive', 'date', 'events', 'cooldown']);

function outcomeRate(trigger: Node, outcome: Node): readonly [number, number] {
  const rates = /return$/.test(nameOf(outcome)) ? MEASURED.ofReturn : MEASURED.ofOtherOutcome;
  return RARE.has(nameOf(trigger)) ? rates.few : rates.many;
}

async function checkCost({ pack: name, claim, pictures }: CheckInput, context: Context): Promise<number> {
  const { claims } = await packOf(name, context);
  const known = await context.series.ids();
  const chosen = claims.filter(({ id }) => claim === undefined || id === claim);
  const costs = await Promise.all(chosen.map(({ check }) => claimCost(check, known, context)));
  return MEASURED.pack + sumOf(costs) * (pictures ? 1.3 : 1);
}

/** The pack that was last counted, since reading one takes longer than counting it. */
let lastPack: { readonly text: string; readonly pack: Pack } | undefined;

async function packOf(name: string, context: Context): Promise<Pack> {
  const { file, text } = await context.readPack(name);
  if (lastPack?.text !== text) lastPack = { text, pack: readPack(file, text, context.today) };
  return lastPack.pack;
}

type Check = Pack['claims'][number]['check'];

async function claimCost({ study, signal, lag }: Check, known: readonly string[], context: Context): Promise<number> {
  const pairs = pairsOf({ study, signal, lag }).filter((ids) => ids.every((id) => known.includes(id)));
  const [base, date] = study ? MEASURED.claimStudy : signal ? MEASURED.claimSignal : lag ? MEASURED.claimLag : MEASURED.claimOther;
  if (!study && !signal && !lag) return base;
  return sumOf(await Promise.all(pairs.map(async ([a, b]) => base + date * (await commonDates(a, b, context)))));
}

/** The pairs of series that a claim compares: what leads, and what follows. */
function pairsOf({ study, signal, lag }: Pick<Check, 'study' | 'signal' | 'lag'>): [string, string][] {
  const of = (text: string, role: 'trigger' | 'outcome' | 'series') => readExpression(text, role).series[0] ?? '';
  if (study) return study.then.map((text) => [of(study.when, 'trigger') || of(text, 'outcome'), of(text, 'outcome')]);
  if (signal)
    return signal.targets.flatMap((text) =>
      signal.horizons.map(() => [of(signal.signal, 'series'), of(text, 'series')] as [string, string]),
    );
  return lag ? lag.follow.map((text) => [of(lag.lead, 'series'), of(text, 'series')]) : [];
}

async function backcastCost({ pack: name, claim, from, to, every }: BackcastInput, context: Context): Promise<number> {
  const { claims } = await packOf(name, context);
  const known = await context.series.ids();
  const chosen = claims.filter(({ id }) => claim === undefined || id === claim);
  const pairs = chosen.flatMap(({ check: { study } }) => pairsOf({ study })).filter((ids) => ids.every((id) => known.includes(id)));
  const [base, date] = MEASURED.backcast;
  const costs = await Promise.all(pairs.map(async ([a, b]) => base + date * (await commonDates(a, b, context))));
  const days = (to === undefined ? context.today : Date.parse(to) / DAY_MS) - Date.parse(from) / DAY_MS;
  return MEASURED.pack + (1 + Math.max(0, days) / daysOf(every)) * sumOf(costs);
}

const DAY_MS = 86_400_000;
const DAYS = { d: 1, w: 7, mo: 30.4, y: 365 } as const;

/** Days of a span such as 4w. */
function daysOf(span: string): number {
  const [, count, unit] = /^(\d+)(d|w|mo|y)$/.exec(span) as unknown as [string, string, keyof typeof DAYS];
  return Number(count) * DAYS[unit];
}

async function lagCost({ a, b, within }: LagInput, context: Context): Promise<number> {
  const { dates, spacing } = await extentsOf([a], context);
  const n = Math.min(dates, await commonDates(a, b, context));
  const [base, date, dateAndLag] = MEASURED.lag;
  return base + n * (date + dateAndLag * Math.ceil(daysOf(within) / spacing));
}

/** Texts, and a check of every pack that their claims may be tied to, with as much again for the drafts. */
async function readCost({ text, pack, unchecked }: ReadInput, context: Context): Promise<number> {
  const letters = text.reduce((sum, each) => sum + each.length, 0);
  const reading = MEASURED.reading[0] + MEASURED.reading[1] * letters;
  if (unchecked || letters === 0) return reading;
  const packs = pack === undefined ? await context.packs() : [pack];
  const checks = await Promise.all(packs.map((name) => checkCost(CheckInput.parse({ pack: name }), context)));
  return reading + 2 * sumOf(checks);
}

/** A scan says itself what it would try; of leads each pair counts. */
async function scanCost(input: ScanInput, context: Context): Promise<number> {
  if (!input.leadLag) {
    const { result } = await scan({ ...input, dryRun: true }, context);
    return result.kind === 'plan' ? 1000 * result.seconds : MEASURED.unknown.run;
  }
  const leaders = input.series.length > 0 ? input.series : await context.series.ids();
  const { dates } = await extentsOf(input.targets, context);
  return leaders.length * input.targets.length * (MEASURED.pairOfScan[0] + MEASURED.pairOfScan[1] * dates);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** The most dates that any of the series has, and the days between two of them. */
async function extentsOf(ids: readonly string[], context: Context): Promise<Extents> {
  const lengths = await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const { dates } = await context.series.load(id);
      const days = (dates.at(-1) ?? 0) - (dates[0] ?? 0);
      return { dates: dates.length, spacing: days / Math.max(1, dates.length - 1) || 1 };
    }),
  );
  return lengths.reduce((most, each) => (each.dates > most.dates ? each : most), { dates: 0, spacing: 1 });
}

/** How many dates of one series lie within the span of another; of a series that is not there, none. */
async function commonDates(a: string | undefined, b: string | undefined, context: Context): Promise<number> {
  if (a === undefined || b === undefined) return 0;
  const [left, right] = await Promise.all([context.series.load(a), context.series.load(b)]);
  const [first, last] = [right.dates[0] ?? 0, right.dates.at(-1) ?? -1];
  return left.dates.filter((day) => day >= first && day <= last).length;
}
