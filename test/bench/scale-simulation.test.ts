import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exponential, meanStraggle, STEADY, type Straggling, straggle, streamsOf } from '../../bench/scale/chance.ts';
import { startClock } from '../../bench/scale/clock.ts';
import { type Asking, type Desk, type Load, type Run, runDesk } from '../../bench/scale/desk.ts';
import { makeHeap } from '../../bench/scale/heap.ts';
import { KINDS } from '../../bench/scale/jobs.ts';
import { coming, type SharedStep, scanning, together, until } from '../../bench/scale/load.ts';
import { makeSharedStation, makeStation } from '../../bench/scale/station.ts';

const SOUND = { lifetime: null, restart: 10, stalled: 0 };
const FREE = { cores: 1, roundTrip: 0, send: 0, fetch: 0, fetchWaiting: 0, emptyFetch: 0, complete: 0 };
const QUEUE = { notify: 0, poll: 30, heartbeat: 60, beat: 20, supervise: 30, retry: 0, expire: 900 };

/** A desk in which nothing costs anything but the work itself. */
const bare = (of: Pick<Desk, 'workers' | 'load'> & Partial<Desk>): Desk => ({
  ...{ seed: 1, database: FREE, queue: QUEUE, faults: SOUND },
  ...of,
});

const alone = (seconds: number) => ({ seconds, database: 0 });
const blocks = (tasks: number, seconds: number, more: Partial<SharedStep> = {}): SharedStep => ({ kind: 'block', tasks, seconds, ...more });
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const endOf = ({ end }: Asking) => end();
/** Without the first, which found the desk empty. */
const settled = (values: readonly number[]): readonly number[] => values.slice(Math.floor(values.length / 20));

/** So many jobs one by one by Poisson's law, each with a factor drawn by chance on one second. */
const poisson =
  (rate: number, { jobs, factor }: { readonly jobs: number; readonly factor: (asking: Asking) => number }): Load =>
  (asking) => {
    let open = jobs;
    const onDone = () => {
      if (--open === 0) asking.end();
    };
    let at = 0;
    for (let i = 0; i < jobs; i++) {
      at += exponential(asking.streams.arrivals, 1 / rate);
      asking.clock.at(at, () => asking.send([{ kind: 'study', seconds: 1, factor: factor(asking), onDone }]));
    }
  };

const byChance = ({ streams }: Asking) => exponential(streams.services, 1);

/** Mean wait in M/M/c with service of mean one, by Erlang's C formula. */
function waitOfErlang(rate: number, servers: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (rate * blocked) / (k + rate * blocked);
  const busy = rate / servers;
  return blocked / (1 - busy * (1 - blocked)) / (servers - rate);
}

describe('against closed forms', () => {
  const JOBS = 60_000;
  const waits = ({ tally }: Run) => meanOf(settled(tally.kinds.study.waits));

  test.each([
    [1, 0.5],
    [1, 0.7],
    [3, 2],
    [16, 13],
    [40, 36],
  ])('%i workers and %f exponential jobs a second wait as Erlang says', (workers, rate) => {
    const run = runDesk(bare({ workers, load: poisson(rate, { jobs: JOBS, factor: byChance }) }));
    const expected = waitOfErlang(rate, workers);
    expect(waits(run) / expected).toBeGreaterThan(0.9);
    expect(waits(run) / expected).toBeLessThan(1.1);
  });

  test.each([0.4, 0.7])('one worker with steady jobs, %f a second, waits as Pollaczek and Khinchine say', (rate) => {
    const run = runDesk(bare({ workers: 1, load: poisson(rate, { jobs: JOBS, factor: () => 1 }) }));
    const expected = rate / (2 * (1 - rate));
    expect(waits(run) / expected).toBeGreaterThan(0.95);
    expect(waits(run) / expected).toBeLessThan(1.05);
  });

  test.each([1, 2, 8, 50])('a scan without faults on %i workers takes as long as Amdahl says', (workers) => {
    const scan = [alone(7), blocks(400, 3), alone(5)];
    const run = runDesk(bare({ workers, load: scanning(scan, { at: 100, straggling: STEADY, onDone: endOf }) }));
    expect(run.seconds - 100).toBeCloseTo(7 + (400 * 3) / workers + 5, 9);
  });

  test('a database of one core lets no more jobs through than it can fetch and close', () => {
    const scan = [blocks(5000, 0.001, { writing: 0.002 })];
    const database = { ...FREE, fetch: 0.003, complete: 0.001 };
    const run = runDesk(bare({ workers: 50, database, load: scanning(scan, { at: 10, straggling: STEADY, onDone: endOf }) }));
    expect((run.seconds - 10) / (5000 * 0.006)).toBeGreaterThanOrEqual(1);
    expect((run.seconds - 10) / (5000 * 0.006)).toBeLessThan(1.01);
  });

  test('a worker that nobody tells finds a job after half of its interval on average', () => {
    const queue = { ...QUEUE, notify: null, poll: 2 };
    const run = runDesk(bare({ workers: 1, queue, load: poisson(0.01, { jobs: 4000, factor: () => 0 }) }));
    expect(meanOf(run.tally.kinds.study.waits)).toBeCloseTo(1, 1);
  });

  test.each([0.5, 0.8])('a shared station that is busy %f of the time keeps each as long as processor sharing does', (rate) => {
    const clock = startClock();
    const station = makeSharedStation(clock, 1);
    const { arrivals, services } = streamsOf(7);
    const stays: number[] = [];
    let at = 0;
    for (let i = 0; i < 40_000; i++) {
      at += exponential(arrivals, 1 / rate);
      // Half of them short and half long: under sharing the mean stay follows from the load alone.
      const seconds = services.uniform() < 0.5 ? 0.2 : 1.8;
      clock.at(at, () => {
        const begun = clock.now();
        station.use(seconds, () => stays.push(clock.now() - begun));
      });
    }
    clock.run();
    expect(stays.length).toBe(40_000);
    expect(meanOf(stays) * (1 - rate)).toBeGreaterThan(0.93);
    expect(meanOf(stays) * (1 - rate)).toBeLessThan(1.07);
  });

  test('stragglers take on average what the law says', () => {
    const law = { spread: 0.3, share: 0.05, least: 2, tail: 1.5, most: 20 };
    const { services } = streamsOf(3);
    const mean = meanOf(Array.from({ length: 200_000 }, () => straggle(services, law)));
    expect(mean / meanStraggle(law)).toBeGreaterThan(0.99);
    expect(mean / meanStraggle(law)).toBeLessThan(1.01);
  });
});

describe('whatever happens', () => {
  const desks = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    workers: fc.integer({ min: 1, max: 12 }),
    lifetime: fc.option(fc.integer({ min: 120, max: 600 })),
    stalled: fc.constantFrom(0, 0.3),
    slices: fc.integer({ min: 1, max: 9 }),
    count: fc.integer({ min: 1, max: 60 }),
    block: fc.integer({ min: 1, max: 12 }),
    fetch: fc.constantFrom(0, 0.01, 0.4),
    notify: fc.constantFrom(null, 0, 0.05),
    expire: fc.constantFrom(5, 900),
  });
  type Drawn = typeof desks extends fc.Arbitrary<infer T> ? T : never;
  const law = { spread: 0.4, share: 0.1, least: 2, tail: 1.2, most: 5 };
  const runOf = ({ seed, workers, lifetime, stalled, slices, count, block, fetch, notify, expire }: Drawn) => {
    const supply = { reading: fetch, sending: 0.2, isKept: notify === null, preparing: 1 };
    const scan = [
      ...[alone(3), { ...blocks(slices, 2), kind: 'triggers' as const, needs: [supply] }],
      ...[alone(1), blocks(count, block, { writing: fetch, needs: [supply, { ...supply }] }), alone(2)],
    ];
    let effects = 0;
    const onDone = ({ end }: Asking) => {
      effects++;
      end();
    };
    const run = runDesk({
      ...{ seed, workers },
      database: { cores: 2, roundTrip: 0.001, send: fetch / 10, fetch, fetchWaiting: fetch / 100, emptyFetch: fetch, complete: fetch },
      queue: { ...QUEUE, notify, expire },
      faults: { lifetime, restart: 15, stalled },
      load: together(coming([{ kind: 'study', rate: 0.05, seconds: 0.5 }], law), scanning(scan, { at: 5, straggling: law, onDone })),
    });
    return { run, effects };
  };

  test('every job of a scan is begun at least once and has its effect once; more is counted as a repeat', () => {
    fc.assert(
      fc.property(desks, (drawn) => {
        const { run, effects } = runOf(drawn);
        const { triggers, block, study } = run.tally.kinds;
        expect(effects).toBe(1);
        expect([triggers.sent, triggers.done]).toEqual([drawn.slices, drawn.slices]);
        expect([block.sent, block.done]).toEqual([drawn.count, drawn.count]);
        expect(block.stays.length).toBe(block.done);
        for (const kind of [triggers, block, study]) expect(kind.attempts).toBeGreaterThanOrEqual(kind.done + kind.repeats);
        if (drawn.lifetime === null && drawn.stalled === 0 && drawn.expire === 900) {
          expect([block.attempts, block.repeats, run.tally.deaths]).toEqual([drawn.count, 0, 0]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('nobody works more than there is time, and a scan takes no less than its work', () => {
    fc.assert(
      fc.property(desks, (drawn) => {
        const { run } = runOf(drawn);
        expect(run.tally.worked).toBeLessThanOrEqual(drawn.workers * run.seconds + 1e-6);
        expect(run.seconds).toBeGreaterThan(5 + 3 + 1 + 2);
        expect(Math.max(...run.tally.kinds.block.waits)).toBeLessThanOrEqual(run.seconds);
      }),
      { numRuns: 60 },
    );
  });

  test('the same seed gives the same run', () => {
    fc.assert(
      fc.property(desks, (drawn) => {
        expect(runOf(drawn).run).toEqual(runOf(drawn).run);
      }),
      { numRuns: 30 },
    );
  });

  test('jobs in the system over time are their stays (Little’s law)', () => {
    for (const [workers, rate] of [
      [1, 0.8],
      [5, 4],
    ] as const) {
      const { tally, seconds } = runDesk(bare({ workers, load: poisson(rate, { jobs: 5000, factor: byChance }) }));
      const { stays } = tally.kinds.study;
      const inside = tally.waiting / seconds;
      expect(inside).toBeCloseTo((stays.length / seconds) * meanOf(stays), 6);
    }
  });
});

describe('a person', () => {
  const endless = [blocks(20_000, 4)];
  const waitsBeside = (workers: number, straggling: Straggling) =>
    runDesk(
      bare({
        workers,
        load: together(
          scanning(endless, { at: 2, straggling, onDone: endOf }),
          coming([{ kind: 'study', rate: 0.02, seconds: 0.1 }], STEADY),
          until(20_000),
        ),
      }),
    ).tally.kinds.study.waits;

  test('waits for one block at most, and for a part of one where there are several workers', () => {
    const alone = waitsBeside(1, STEADY);
    expect(alone.length).toBeGreaterThan(300);
    // Two studies may come within one block.
    expect(Math.max(...alone)).toBeLessThanOrEqual(4 + 0.5);
    expect(meanOf(alone)).toBeGreaterThan(1.5);
    // Blocks of one length would all end at once.
    expect(meanOf(waitsBeside(8, { ...STEADY, spread: 0.4 }))).toBeLessThan(1);
  });
});

describe('a worker that is killed', () => {
  test('gives its job back when its heartbeat is over and the queue looks next', () => {
    const life = { lifetime: 1000, restart: 5, stalled: 0 };
    const scan = [blocks(1, 500)];
    const runs = Array.from({ length: 40 }, (_, seed) =>
      runDesk(bare({ seed, workers: 2, faults: life, load: scanning(scan, { at: 1, straggling: STEADY, onDone: endOf }) })),
    );
    const undisturbed = runs.filter(({ tally }) => tally.kinds.block.attempts === 1);
    const disturbed = runs.filter(({ tally }) => tally.kinds.block.attempts > 1);
    expect(undisturbed.length).toBeGreaterThan(5);
    expect(disturbed.length).toBeGreaterThan(5);
    for (const { seconds } of undisturbed) expect(seconds).toBeCloseTo(501, 6);
    for (const { seconds } of disturbed) {
      // Looked for at multiples of 30 s; the second attempt then takes its 500 s.
      expect((seconds - 500) % 30).toBeCloseTo(0, 6);
      expect(seconds).toBeGreaterThan(501 + 40);
    }
  });
});

describe('the parts', () => {
  test('a heap gives what was put into it in order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.constant(null))), (steps) => {
        const heap = makeHeap<number>((a, b) => a < b);
        const kept: number[] = [];
        for (const step of steps) {
          if (step === null) {
            kept.sort((a, b) => a - b);
            expect(heap.pop()).toBe(kept.shift());
          } else {
            heap.push(step);
            kept.push(step);
          }
          expect(heap.size()).toBe(kept.length);
        }
      }),
    );
  });

  test('a clock refuses the past, and keeps the order of what was said of one instant', () => {
    const clock = startClock();
    const heard: string[] = [];
    clock.at(2, () => heard.push('second'));
    clock.at(2, () => heard.push('third'));
    clock.at(1, () => heard.push('first'));
    expect(clock.run()).toBe(3);
    expect(heard).toEqual(['first', 'second', 'third']);
    expect(() => clock.at(1, () => {})).toThrow('must not lie in the past');
  });

  test('a station serves as many at once as it has places', () => {
    const clock = startClock();
    const station = makeStation(clock, 2);
    const ends: number[] = [];
    for (const seconds of [3, 1, 1, 4]) station.use(seconds, () => ends.push(clock.now()));
    clock.run();
    expect(ends).toEqual([1, 2, 3, 6]);
    expect(station.busy()).toBe(9);
  });

  test('a shared station of two places gives each a whole one, and less where there are more', () => {
    const clock = startClock();
    const station = makeSharedStation(clock, 2);
    const ends: [string, number][] = [];
    const ask = (name: string, seconds: number) => station.use(seconds, () => ends.push([name, clock.now()]));
    ask('alone', 1);
    clock.at(2, () => {
      ask('short', 1);
      ask('long', 2);
      ask('longer', 3);
    });
    clock.run();
    // Two thirds of a place each until 3.5, then one each.
    expect(ends).toEqual([
      ['alone', 1],
      ['short', 3.5],
      ['long', 4.5],
      ['longer', 5.5],
    ]);
    expect(station.busy()).toBe(7);
  });

  test('kinds go before one another as they are listed', () => {
    expect(KINDS.indexOf('study')).toBe(0);
    expect(KINDS.indexOf('block')).toBe(KINDS.length - 1);
  });
});
