import { formatCount, formatDate, formatNumber, formatPercent } from '../../contract/format.ts';
import type { UnprofitablePoint, UnprofitableResult } from '../../contract/unprofitable.ts';

/** The share at the last date in words, with what it covers; or that too little is known to give one. */
export function unprofitableSentence({ fund, points }: Pick<UnprofitableResult, 'fund' | 'points'>): string {
  const point = points.at(-1) as UnprofitablePoint;
  const { asOf, heldOn, companies, covered, negative, coveredWeight, byCount, byWeight } = point;
  const whole = `${formatCount(companies, 'company', 'companies')} that ${fund} held on ${formatDate(heldOn)}`;
  const coverage = `${formatPercent(covered / companies)} of the companies and ${formatPercent(coveredWeight)} of the weight are covered`;
  if (byCount.ok && byWeight.ok) {
    return `On ${formatDate(asOf)}, of the ${whole}, ${formatNumber(negative)} of the ${formatNumber(covered)} whose last four quarters were known had a loss: ${formatPercent(byCount.share)} by count, ${formatPercent(byWeight.share)} by weight; ${coverage}.`;
  }
  const parts = [
    byCount.ok ? `by count it is ${formatPercent(byCount.share)}` : '',
    byWeight.ok ? `by weight it is ${formatPercent(byWeight.share)}` : '',
  ].filter(Boolean);
  const reason = isTooOld(byCount) ? 'the holdings are too old' : `${coverage}, and half is needed`;
  return `On ${formatDate(asOf)} no ${parts.length > 0 ? 'full answer' : 'share'} can be given for the ${whole}: ${reason}${parts.length > 0 ? `; ${parts.join(', ')}` : ''}. Of the ${formatNumber(covered)} whose last four quarters were known ${formatNumber(negative)} had a loss.`;
}

const isTooOld = (share: UnprofitablePoint['byCount']): boolean => !share.ok && share.reason.startsWith('the last holdings');
