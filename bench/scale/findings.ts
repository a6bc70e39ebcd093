import type { ReadPoint, Scale, ScanPoint, VariantName, WaitPoint } from './experiment.ts';
import { pointsOf } from './points.ts';
import { digits, percent, span } from './words.ts';

const fastestOf = (points: readonly ScanPoint[]): ScanPoint =>
  points.reduce((least, point) => (point.median < least.median ? point : least));

/** The fewest workers that come within a tenth of the fastest. */
const enoughOf = (points: readonly ScanPoint[]): ScanPoint =>
  points.find(({ median }) => median <= 1.1 * fastestOf(points).median) as ScanPoint;

/** What the simulation says, in sentences. */
export function findings(scale: Scale): string {
  return [...scanFindings(scale), ...variantFindings(scale), ...waitFindings(scale), ...readFindings(scale)]
    .map((sentence) => `- ${sentence}`)
    .join('\n');
}

function scanFindings(scale: Scale): string[] {
  const [large, huge] = [pointsOf(scale, 'large', 'as it is'), pointsOf(scale, 'huge', 'as it is')];
  const [some, best, all] = [enoughOf(huge), fastestOf(huge), huge.at(-1) as ScanPoint];
  const eight = huge.find(({ workers }) => workers === 8) as ScanPoint;
  const { alone, bounds } = scale.work.huge;
  return [
    `_A huge scan_ takes ${span(huge[0]?.median as number)} on one worker, ${span(eight.median)} on ${digits(eight.workers)} (${digits(eight.speedUp)} times as fast as one that does nothing else), ${span(some.median)} on ${digits(some.workers)}. ` +
      `More than ${digits(best.workers)} make it slower: ${span(all.median)} on ${digits(all.workers)}.`,
    `_Why it stops:_ ${span(alone)} of it are done by the process that asked, which plans and steps down; no number of workers makes it more than ${digits(bounds.fastest)} times as fast. ` +
      `From ${digits(bounds.supplyWorkers)} workers on, giving each the panel and the events takes the database longer than the work itself takes them.`,
    `_A large scan_ is as fast as it gets, to a tenth, with ${digits(enoughOf(large).workers)} workers: ${span(enoughOf(large).median)}.`,
    `_The queue is not what is full:_ tasks alone would need ${digits(bounds.databaseWorkers)} workers to keep the database busy, most of it with writing and reading parts. Connections are: ${digits(scale.costs.maxConnections)} of them let ${digits(bounds.connectedWorkers)} workers in beside two replicas. The simulation lets all of them in.`,
  ];
}

function variantFindings(scale: Scale): string[] {
  const best = (variant: VariantName) => fastestOf(pointsOf(scale, 'huge', variant));
  const of = (variant: VariantName, count: number) =>
    pointsOf(scale, 'huge', variant).find(({ workers }) => workers === count) as ScanPoint;
  const [all, killed] = [best('all three'), of('a kill every ten minutes for each worker', 64)];
  const [small, usual, long] = [of('tasks of one block', 64), of('as it is', 64), of('tasks of half a minute', 64)];
  return [
    `_What would help,_ at best: parts in object storage ${span(best('parts in object storage').median)}; each worker with the events of its own blocks alone ${span(best('each worker with the events of its own blocks alone').median)}; planning and stepping down shared out ${span(best('planned and stepped down by all').median)}; all three ${span(all.median)} with ${digits(all.workers)} workers, ${digits(all.speedUp)} times as fast as one. None of them is built.`,
    `_Deaths cost little:_ with ${digits(killed.workers)} workers and ${digits(killed.killed)} kills while it runs a scan takes ${span(killed.median)} instead of ${span(usual.median)}; ${digits(killed.repeated)} blocks are begun again.`,
    `_How tasks are cut_ matters less: with ${digits(usual.workers)} workers ${span(small.median)} where every block is a task, ${span(usual.median)} as it is, ${span(long.median)} with tasks of ${span(30)}.`,
  ];
}

function waitFindings({ waits }: Scale): string[] {
  const of = (workers: number, taskSeconds: number | null) =>
    waits.find((point) => point.workers === workers && point.taskSeconds === taskSeconds) as WaitPoint;
  const usual = waits.filter(({ taskSeconds }) => taskSeconds === null);
  const [one, eight, long, all] = [of(1, null), of(8, null), of(8, 30), usual.at(-1) as WaitPoint];
  const more = usual.filter(({ workers }) => workers > 8).reduce((most, point) => (point.p99 > most.p99 ? point : most));
  return [
    `_A person's study_ beside scans without end waits ${span(eight.median)} at the median and at most ${span(eight.p99)} in 99 of 100 cases on ${digits(eight.workers)} workers, ${span(one.median)} and ${span(one.p99)} on one. With tasks of ${span(30)} it would be ${span(long.p99)} on ${digits(long.workers)}.`,
    `_It can be longer with more workers:_ ${span(more.p99)} on ${digits(more.workers)}. All of them fetch the events of a new scan at once, and a worker that waits for its panel is not free for anybody.`,
    `_At other times_ somebody is free, but each study wakes all idle workers to look for it: ${span(all.median)} at the median on ${digits(all.workers)}.`,
  ];
}

function readFindings({ reads }: Scale): string[] {
  const of = (replicas: number, rate: number) => reads.find((point) => point.replicas === replicas && point.rate === rate) as ReadPoint;
  const [one, most] = [of(1, 2000), of(16, 2000)];
  const [full, four] = [of(1, 10_000), of(4, 10_000)];
  return [
    `_Reads:_ one replica gives ${digits(one.rate)} kept answers a second with 99 of 100 in ${span(one.p99 / 1000)}, but not ${digits(full.rate)} (${span(full.p99 / 1000)} and rising); ${digits(four.replicas)} do (${span(four.p99 / 1000)}).`,
    `_When the data have changed_ each replica makes its own answers: ${digits(one.made)} on one and ${digits(most.made)} on ${digits(most.replicas)}, the last after ${span(one.slowest)} and ${span(most.slowest)}; in that minute ${percent(one.waited)} of reads wait. More replicas do not make that faster.`,
  ];
}
