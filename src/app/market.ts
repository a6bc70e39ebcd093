/** The series that stands for the market in a market model, where the data source has it. */
export const MARKET = 'SPX';
