import { formatP } from './format.ts';

/** Above this p a finding may owe itself to the unrest of its time. */
const CALM = 0.05;

/** What a finding is worth when the unrest of its time is taken off. */
export const volatilityWords = (p: number): string =>
  p > CALM
    ? `In units of the market's own volatility at the time little is left of it (${formatP(p)} alone): the events lie in restless times, which deceives the shifts.`
    : `In units of the market's own volatility at the time it holds (${formatP(p)} alone).`;
