/** A fund's page on ishares.com. */
export interface Fund {
  readonly product: number;
  readonly page: string;
  /** As its files name it. */
  readonly name: string;
}

export const funds: Readonly<Record<string, Fund>> = {
  IWM: { product: 239710, page: 'ishares-russell-2000-etf', name: 'iShares Russell 2000 ETF' },
  IWN: { product: 239712, page: 'ishares-russell-2000-value-etf', name: 'iShares Russell 2000 Value ETF' },
  IWO: { product: 239709, page: 'ishares-russell-2000-growth-etf', name: 'iShares Russell 2000 Growth ETF' },
};
