import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import type { Http, ResponseRecord } from '../http-port.ts';
import { noSuchAddress } from '../one-request.ts';
import { admitEmpty } from '../pages.ts';
import { type FetchRequest, type Provider, ProviderError, type ProviderTerms } from '../provider.ts';
import { wrongShape } from '../read-json.ts';
import { closingBalances, type Page, parsePage } from './parse.ts';
import type { BalanceRow } from './schema.ts';

const name = 'treasury';
const CASH_BALANCE = 'https://api.fiscaldata.treasury.gov/services/api/fiscal_service/v1/accounting/dts/operating_cash_balance';
const PAGE_ROWS = 10_000;
const MAXIMUM_PAGES = 50;

const terms: ProviderTerms = {
  title: 'US Treasury, Fiscal Data (Daily Treasury Statement)',
  hosts: ['api.fiscaldata.treasury.gov'],
  addresses: [
    { form: 'tga-close', example: 'tga-close', gives: 'closing balance of the Treasury General Account by business day, USD millions' },
  ],
  history: 'business days since 2005-10-03, pages of 10,000 rows (some 2,000 days)',
  hasVintages: false,
  rate: { requests: 60, perSeconds: 60, atOnce: 2 },
  key: null,
  licence: 'Public domain (a work of the US government).',
  precision: 0,
  overlapDays: 30,
};

/** Keyless. Pages are read until all rows that the first one promised are there. */
export const treasury: Provider = {
  name,
  terms,
  async fetch(request, http) {
    if (request.address !== 'tga-close') throw noSuchAddress(request, name, terms.addresses);
    const rows: BalanceRow[] = [];
    const notes = new Set<string>();
    const responses: ResponseRecord[] = [];
    for (let number = 1; ; number++) {
      const { page, body, record } = await readPage(number, request, http);
      const answer = { provider: name, url: record.url, unknownFields: request.unknownFields };
      responses.push(record);
      for (const note of page.notes) notes.add(note);
      rows.push(...page.rows);
      request.onRows?.(rows.length);
      if (page.totalPages > MAXIMUM_PAGES)
        throw wrongShape(answer, `there are ${page.totalPages} pages, where ${MAXIMUM_PAGES} would be many`, { body });
      if (number < page.totalPages && page.rows.length > 0) continue;
      refuseTornPages(rows, page, record);
      const parsed = closingBalances(rows, { ...answer, body, notes: [...notes], now: request.now });
      return { ...admitEmpty(parsed, request, answer), responses };
    }
  },
};

async function readPage(number: number, request: FetchRequest, http: Http): Promise<{ page: Page; body: string; record: ResponseRecord }> {
  const { body, record } = await http.get({
    provider: name,
    url: CASH_BALANCE,
    query: {
      fields: 'record_date,account_type,close_today_bal,open_today_bal,src_line_nbr',
      filter: request.since === undefined ? undefined : `record_date:gte:${formatCivilDate(request.since)}`,
      // By line too: the rows of a day have an order of their own only then, and no page boundary can lose one.
      sort: 'record_date,src_line_nbr',
      'page[size]': PAGE_ROWS,
      'page[number]': number,
    },
    expects: 'json',
    signal: request.signal,
  });
  return { page: parsePage(body, { provider: name, url: record.url, unknownFields: request.unknownFields }), body, record };
}

/** Pages that are not of one state of the table: the next try meets one state. */
function refuseTornPages(rows: readonly BalanceRow[], { totalRows }: Page, { url }: ResponseRecord): void {
  const keys = new Set(rows.map(({ record_date, account_type, src_line_nbr }) => `${record_date} ${account_type} ${src_line_nbr}`));
  if (rows.length === totalRows && keys.size === rows.length) return;
  const repeated = rows.length - keys.size;
  const message = `${name}: the pages do not make one table: ${totalRows} rows were due, ${rows.length} came, ${repeated} of them twice`;
  throw new ProviderError(message, { provider: name, kind: 'unavailable', retryable: true, request: url });
}
