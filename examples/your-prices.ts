// An honest answer from prices in arrays, in ten lines. Run: node examples/your-prices.ts
// In a project of your own it is `from 'harbinger'` and `from 'harbinger/core'`.
import { formatCivilDate, newYorkSessions, seededStream } from '../src/library/core.ts';
import { study } from '../src/library/index.ts';

// Two markets without any relation: what you would read from a file of yours.
const stream = seededStream(3);
const dates = Array.from(newYorkSessions().dates.slice(-3000, -500), formatCivilDate);
const walk = (drift: number) => {
  let log = 4;
  return dates.map(() => {
    log += drift + 0.05 * (stream.uniform() - 0.5);
    return Math.exp(log);
  });
};

const { verdict, headline, observations, baseRate, sentence } = await study({
  when: 'all_time_high(SMALL, after: 90d)',
  then: 'return(COIN, 180d)',
  series: {
    SMALL: { dates, values: walk(0.0003), unit: 'index points', calendar: 'new-york' },
    COIN: { dates, values: walk(0.0006), unit: 'USD', calendar: 'new-york' },
  },
});
console.log(`${verdict}: ${observations} events, p ${headline.p?.toFixed(2)}, base rate ${baseRate?.hitRate?.toFixed(2)}`);
console.log(sentence);
