import type { BackcastResult, ForecastResult, SealResult, Standing } from '../../../contract/forecast.ts';
import { formatDate, formatNumber, formatPercent } from '../../../contract/format.ts';
import type { Forecast } from '../../../contract/ledger.ts';
import { list, type Text } from './text.ts';

/** What was sealed, and where the ledger ends. */
export const sealText: Text<SealResult> = ({ sentence, sealed, head, dryRun }) => [
  sentence,
  ...(sealed.length > 0 ? [list(sealed.map(lineOf))] : []),
  dryRun ? 'Nothing was written.' : `Head after ${head.entries} entries: ${head.hash}. Note it where others can see it.`,
];

/** The ledger: the sentence, what is open, who has been right. */
export const forecastsText: Text<ForecastResult> = ({ sentence, forecasts, bySource, head }) => {
  const open = forecasts.filter(({ status }) => status === 'open');
  return [
    sentence,
    ...(open.length > 0 ? [`Open:\n\n${list(open.map(lineOf))}`] : []),
    ...(bySource.length > 0 ? [`By source:\n\n${list(bySource.map(standingOf))}`] : []),
    `Head after ${head.entries} entries: ${head.hash}.`,
  ];
};

/** A back-cast: what it cannot prove comes first. */
export const backcastText: Text<BackcastResult> = ({ warning, sentence, bySource }) => [
  warning,
  sentence,
  ...(bySource.length > 0 ? [list(bySource.map(standingOf))] : []),
];

const lineOf = ({ claim, outcome, eventDate, dueDate, probability, baseRate, clusters }: Forecast): string =>
  `**${claim}**: ${outcome} after ${formatDate(eventDate)}, due ${formatDate(dueDate)}: ${formatPercent(probability)} beside a base rate of ${formatPercent(baseRate)} (n ${clusters} clusters)`;

const standingOf = ({ by, forecasts, clusters, wentAsClaimed, baseRate, brier, brierOfBaseRate, isFew }: Standing): string =>
  `${by}: ${formatPercent(wentAsClaimed)} of ${forecasts} went as claimed, base rate ${formatPercent(baseRate)}; Brier ${formatNumber(brier, 3)}, base rate ${formatNumber(brierOfBaseRate, 3)}; ${clusters} independent cases${isFew ? ', too few to rank' : ''}`;
