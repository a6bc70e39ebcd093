/** A row of a chart: the wall time of its stamp at the exchange (`2026-03-06T09:30`), its close, its adjusted close. */
export type ChartRow = readonly [stamp: string, close: number | null, adjusted?: number | null];

/** A chart made for a test, in the shape of Yahoo's. Wall times are those of the zone. */
export interface ChartForm {
  readonly rows: readonly ChartRow[];
  readonly symbol?: string;
  readonly zone?: string;
  /** Time of the last trade; default: long ago. */
  readonly quoted?: string;
  /** Beginning and end of the running session, or of the next one; default: far off. */
  readonly session?: readonly [start: string, end: string];
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
}

const LONG_AGO = '2000-01-03T16:00';
const FAR_OFF = ['2099-01-02T09:30', '2099-01-02T16:00'] as const;

/** Seconds since 1970-01-01T00:00Z at which clocks of a zone show a wall time. */
export function stampOf(wall: string, zone: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds / 1000;
}

/** The body of a chart. */
export function chart({
  rows,
  symbol = 'FAKE',
  zone = 'America/New_York',
  quoted = LONG_AGO,
  session = FAR_OFF,
  meta,
  result,
}: ChartForm): string {
  const whole = {
    meta: {
      symbol,
      currency: 'USD',
      instrumentType: 'EQUITY',
      exchangeTimezoneName: zone,
      dataGranularity: '1d',
      regularMarketTime: stampOf(quoted, zone),
      currentTradingPeriod: { regular: { start: stampOf(session[0], zone), end: stampOf(session[1], zone) } },
      ...meta,
    },
    timestamp: rows.map(([wall]) => stampOf(wall, zone)),
    indicators: {
      quote: [{ close: rows.map(([, close]) => close) }],
      adjclose: [{ adjclose: rows.map(([, close, adjusted]) => (adjusted === undefined ? close : adjusted)) }],
    },
    ...result,
  };
  return JSON.stringify({ chart: { result: [whole], error: null } });
}
