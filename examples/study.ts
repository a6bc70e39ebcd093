// A study with the core alone: two made-up series, a trigger, an outcome. Run: node examples/study.ts
// In a project of your own it is `from 'harbinger/core'`; a checkout has nothing built, to which that name could lead.
import { epochDay, isInsufficient, pathTest, type Series, seriesOf, studyOf } from '../src/library/core.ts';

/** A daily series that closes at 24:00 UTC. */
function daily(id: string, value: (day: number) => number): Series {
  const dates = Int32Array.from({ length: 3000 }, (_, i) => epochDay(2015, 1, 1) + i);
  return seriesOf(id, { dates, values: Float64Array.from(dates, (_, i) => value(i)), calendar: 'utc-daily', source: 'made up' });
}

const study = studyOf({
  when: 'all_time_high(A, after: 200)',
  then: 'return(B, 60d)',
  series: {
    A: daily('A', (day) => 100 + 30 * Math.sin(day / 200) + day / 30),
    B: daily('B', (day) => 50 * Math.exp(day / 4000 + 0.2 * Math.sin(day / 90))),
  },
});

console.log(
  `${study.instances.length} instances, base rate ${study.baseRate?.hitRate?.toFixed(2)}, hit rate ${study.observed?.hitRate?.toFixed(2)}`,
);
for (const { name, statistic, pUpper, countUpper, draws } of study.tests)
  console.log(`${name} of ${statistic}: p ${pUpper.toFixed(3)} (${countUpper} of ${draws})`);
const path = pathTest(study);
if (!isInsufficient(path)) console.log(`the whole path: p ${path.p.up.toFixed(3)} upwards, furthest out on day ${path.furthest.up}`);
