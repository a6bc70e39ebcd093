import { describe, expect, it } from 'vitest';
import { ishares } from '../../../src/providers/ishares/provider.ts';
import { dated, fetchFrom, played, recording } from '../played-answers.ts';

const newest = recording('ishares/IWM-2026-05-05.fake.csv');
const NEWEST = { match: /fileName=IWM_holdings&dataType=fund$/, body: newest };
const ofDate = (date: string, words: string) => ({ match: new RegExp(`asOfDate=${date}$`), body: newest.replace('May 05, 2026', words) });
const request = { address: 'IWM shares-outstanding', now: '2026-05-06T14:00:00Z' };

describe('the files of a fund', () => {
  it('are asked for at the fund’s own page, newest first, then session by session', async () => {
    const http = played([NEWEST, ofDate('20260504', 'May 04, 2026'), ofDate('20260501', 'May 01, 2026')]);
    // A Thursday: four sessions before the newest file, two of them with a file.
    http.get = withEmptyFiles(http.get);
    await ishares.fetch({ address: request.address, now: Date.parse(request.now), since: 20_571 }, http);
    const page = '/us/products/239710/ishares-russell-2000-etf/1467271812596.ajax?fileType=csv&fileName=IWM_holdings&dataType=fund';
    expect(http.asked).toEqual([
      page,
      ...['20260504', '20260501', '20260430', '20260429', '20260428'].map((day) => `${page}&asOfDate=${day}`),
    ]);
  });

  it('are fifteen at most; older sessions are counted', async () => {
    const http = played([NEWEST]);
    http.get = withEmptyFiles(http.get);
    const fetched = await ishares.fetch({ address: request.address, now: Date.parse(request.now), since: 20_500 }, http);
    expect(http.asked).toHaveLength(15);
    expect(http.asked.at(-1)).toMatch(/asOfDate=20260415$/);
    expect(fetched.responses).toHaveLength(15);
    expect(fetched.notes).toEqual([
      // From Tuesday 17 February on, without Good Friday: 9 + 22 + 21 + 2 sessions, 14 of them asked for.
      '40 older sessions since 2026-02-16 not asked for: 15 requests at most.',
      expect.stringMatching(/^14 sessions without a file: 2026-05-04, 2026-05-01, /),
    ]);
    expect(dated(fetched)).toEqual([['2026-05-05', 278_750_000]]);
  });

  it('of another date than was asked for are refused: nothing may be dated by guess', async () => {
    const answers = [NEWEST, ofDate('20260504', 'May 05, 2026')];
    await expect(fetchFrom(ishares, { ...request, since: '2026-05-04', answers })).rejects.toMatchObject({
      kind: 'changed-shape',
      message: expect.stringContaining('asked for the holdings of 2026-05-04, answered with those of 2026-05-05'),
    });
  });

  it('older than what is wanted are given all the same', async () => {
    const fetched = await fetchFrom(ishares, { ...request, since: '2026-05-06', answers: [NEWEST] });
    expect([dated(fetched), fetched.notes]).toEqual([[['2026-05-05', 278_750_000]], []]);
  });

  it('are unchanged where the answer is that nothing changed', async () => {
    const answers = [{ match: /IWM/, status: 304, body: '' }];
    expect(await fetchFrom(ishares, { ...request, etag: '"a"', answers })).toMatchObject({ isUnchanged: true, etag: '"a"' });
  });

  it.each(['SPY shares-outstanding', 'IWM flows', 'IWM', 'IWM equity-value now', 'constructor name'])(
    'are not found at %s',
    async (address) => {
      await expect(fetchFrom(ishares, { ...request, address, answers: [] })).rejects.toMatchObject({
        kind: 'not-found',
        message: expect.stringContaining('IWM shares-outstanding, IWM holdings-count'),
      });
    },
  );
});

/** Dates that nobody plays have the empty file that the site gives for them. */
function withEmptyFiles(get: ReturnType<typeof played>['get']): ReturnType<typeof played>['get'] {
  const empty = played([{ match: /./, body: recording('ishares/no-holdings.fake.csv') }]);
  return async (asked) => {
    try {
      return await get(asked);
    } catch {
      return await empty.get(asked);
    }
  };
}
