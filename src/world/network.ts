import packageJson from '../../package.json' with { type: 'json' };
import { type Article, CallerError } from '../app/context.ts';
import type { Network } from '../app/network.ts';
import type { Courier } from '../delivery/courier.ts';
import type { FundamentalsReader } from '../providers/fundamentals-port.ts';
import type { Provider } from '../providers/provider.ts';

/** The sources, loaded only when something is to be pulled. */
async function allProviders(): Promise<Provider[]> {
  return [
    (await import('../providers/alternative-me/provider.ts')).alternativeMe,
    (await import('../providers/binance/provider.ts')).binance,
    (await import('../providers/coinbase/provider.ts')).coinbase,
    (await import('../providers/coingecko/provider.ts')).coingecko,
    (await import('../providers/coinmetrics/provider.ts')).coinmetrics,
    (await import('../providers/congress/provider.ts')).congress,
    (await import('../providers/defillama/provider.ts')).defillama,
    (await import('../providers/fred/provider.ts')).fred,
    (await import('../providers/ishares/provider.ts')).ishares,
    (await import('../providers/kraken/provider.ts')).kraken,
    (await import('../providers/nyfed/provider.ts')).nyfed,
    (await import('../providers/sec/provider.ts')).sec,
    (await import('../providers/treasury/provider.ts')).treasury,
    (await import('../providers/yahoo/provider.ts')).yahoo,
  ];
}

/** The readers of files that fundamentals are computed from, loaded only when they are wanted. */
export async function openFundamentals(): Promise<FundamentalsReader> {
  const { readFundHoldings } = await import('../providers/ishares/fund-holdings.ts');
  const { readCompanyIncome } = await import('../providers/sec/company-income.ts');
  const { readTickers, readTickersOfFilings } = await import('../providers/sec/tickers.ts');
  return { holdings: readFundHoldings, income: readCompanyIncome, tickers: readTickers, tickersOfFilings: readTickersOfFilings };
}

/** The way to the network as the user has set it. Its value may hold a password, and is not shown. */
function proxy(): string | undefined {
  const given = process.env.HTTPS_PROXY || process.env.https_proxy;
  if (!given) return undefined;
  try {
    const { protocol, username, password } = new URL(given);
    decodeURIComponent(username + password);
    if (protocol === 'http:' || protocol === 'https:') return given;
  } catch {
    // Told below, as another protocol is.
  }
  throw new CallerError('HTTPS_PROXY must be a URL such as http://proxy.example:8080, with special characters of a password as %XX');
}

/** What reaches out: each part is loaded only when it is wanted. */
export function outside(
  now: () => number,
  readPieces: Parameters<typeof import('../articles/read-article.ts').readArticle>[1]['readPieces'],
) {
  let http: { close(): Promise<void> } | undefined;
  let courier: Promise<Courier & { close(): Promise<void> }> | undefined;
  return {
    async openNetwork(): Promise<Network> {
      const { createHttp, mannersOf } = await import('../providers/http.ts');
      const providers = await allProviders();
      const opened = createHttp({
        hosts: mannersOf(providers.map(({ terms }) => terms)),
        userAgent: `harbinger/${packageJson.version}`,
        contact: process.env.HARBINGER_CONTACT || undefined,
        clock: { now },
        proxy: proxy(),
      });
      http = opened;
      return { providers, http: (listener) => opened.watchedBy(listener), keyOf: (variable) => process.env[variable] || undefined };
    },

    /** Gets an article. */
    async readArticle(source: string, signal: AbortSignal | undefined): Promise<Article> {
      const { readArticle: read } = await import('../articles/read-article.ts');
      const network = () => ({ version: packageJson.version, proxy: proxy(), signal });
      return read(source, { readPieces, input: () => process.stdin, network });
    },

    /** What brings messages to readers. */
    openCourier(): Promise<Courier> {
      courier ??= import('../delivery/sinks.ts').then(({ openCourier: open }) => open({ environment: process.env, now }));
      return courier;
    },

    async close(): Promise<void> {
      await http?.close();
      await (await courier)?.close();
    },
  };
}
