import type { ReleaseRule } from '../../core/calendar/release.ts';
import { releaseInstant } from '../../core/calendar/release.ts';
import type { NamedFile } from '../file-port.ts';
import type { FundHoldings, HeldShares, LeftOutLine } from '../fundamentals-port.ts';
import { funds } from './funds.ts';
import { type Holding, isEquity, parseHoldings } from './parse.ts';

/** The file of a date is there on the next business day, before New York opens. */
const PUBLISHED: ReleaseRule = { kind: 'business days', days: 1, minutes: 9 * 60, zone: 'America/New_York' };

/**
 * The shares in a holdings file, without what is no company's traded share.
 *
 * @throws ProviderError `not-found` for the empty file of a date without holdings, `changed-shape` for any other text.
 */
export function readFundHoldings({ name, bytes }: NamedFile): FundHoldings {
  const { fund, asOf, holdings, notes } = parseHoldings(new TextDecoder().decode(bytes), { provider: name, url: name });
  const shares: HeldShares[] = [];
  const leftOut: LeftOutLine[] = [];
  for (const holding of holdings) {
    const why = whyNoShare(holding);
    if (why !== undefined) leftOut.push({ name: holding.name, why });
    else shares.push({ ticker: holding.ticker as string, name: holding.name, value: holding.marketValue });
  }
  const ticker = Object.entries(funds).find(([, known]) => known.name === fund)?.[0];
  return { fund, ticker, asOf, knownAt: releaseInstant(PUBLISHED, asOf), shares, leftOut, notes };
}

/** Instruments that stand among the equities: `INHIBRX INC CVR`, `Petrocorp Inc Escrow`; CVR Energy is none of them. */
const NO_SHARE = /\b(?:WARRANTS?|RIGHTS?|ESCROW|PRVT)\b|\bCVR$/i;

function whyNoShare(holding: Holding): string | undefined {
  const { ticker, name, assetClass, exchange, marketValue, price } = holding;
  if (!isEquity(holding)) return assetClass.toLowerCase();
  const [instrument] = NO_SHARE.exec(name) ?? [];
  if (instrument !== undefined) return instrument.toLowerCase();
  if (ticker === undefined) return 'no ticker';
  if (exchange?.startsWith('NO MARKET')) return 'no market';
  return marketValue > 0 && price !== 0 ? undefined : 'no price';
}
