import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { parseActions } from '../../../src/providers/congress/parse.ts';
import { congress } from '../../../src/providers/congress/provider.ts';
import type { Action } from '../../../src/providers/congress/schema.ts';
import { risesOf } from '../../../src/providers/congress/stage.ts';
import type { HttpRequest } from '../../../src/providers/http-port.ts';
import { dated, played, recording } from '../played-answers.ts';

const place = { provider: 'congress', url: 'https://api.congress.gov/v3', body: '', notes: [], now: Date.parse('2026-03-11T12:00:00Z') };

const action = (date: string, actionCode: string | undefined, text = 'Something happened.', type = 'Floor'): Action => ({
  actionDate: parseCivilDate(date) as number,
  ...(actionCode !== undefined && { actionCode }),
  text,
  type,
});
const rises = (...actions: Action[]) => risesOf(actions).map(({ date, value }) => [formatCivilDate(date), value]);

describe('the stage of a bill', () => {
  it('rises with its introduction, report, passages, presentment and law', () => {
    expect(
      rises(
        action('2025-01-03', '1000'),
        action('2025-02-03', 'H12200'),
        action('2025-03-03', '8000'),
        action('2025-04-03', '14000'),
        action('2025-05-05', '17000'),
        action('2025-06-03', 'E20000'),
        action('2025-06-10', '36000'),
      ),
    ).toEqual([
      ['2025-01-03', 1],
      ['2025-02-03', 2],
      ['2025-03-03', 3],
      ['2025-05-05', 4],
      ['2025-06-03', 5],
      ['2025-06-10', 6],
    ]);
  });

  it('is the highest of a day', () => {
    expect(rises(action('2025-01-03', '10000'), action('2025-01-03', '17000'), action('2025-01-03', '8000'))).toEqual([['2025-01-03', 4]]);
  });

  it('passes no second chamber by passing the first one again', () => {
    expect(rises(action('2025-01-03', '8000'), action('2025-02-03', '8000'))).toEqual([['2025-01-03', 3]]);
  });

  it('stays where a veto, a referral or a failed vote leaves it', () => {
    const later = [
      action('2025-07-01', '31000', 'Vetoed by President.', 'President'),
      action('2025-07-02', '2000', 'Referred to House committee.', 'IntroReferral'),
      action('2025-07-03', '9000', 'Failed of passage in House.', 'Floor'),
    ];
    expect(rises(action('2025-06-03', '28000'), ...later)).toEqual([['2025-06-03', 5]]);
  });

  it.each([
    ['Introduced in Senate', 1],
    ['Committee on Banking, Housing, and Urban Affairs. Reported by Senator Doe with an amendment.', 2],
    ['Passed Senate with an amendment by Yea-Nay Vote. 60 - 40.', 3],
    ['Presented to President.', 5],
    ['Became Private Law No: 119-9.', 6],
  ])('is read from a text without a code: %s', (text, stage) => {
    expect(rises(action('2025-01-03', undefined, text))).toEqual([['2025-01-03', stage]]);
  });

  it.each([
    'Ordered to be Reported (Amended) by the Yeas and Nays: 32 - 19.',
    'Motion to proceed to consideration of a measure that Passed Senate last year.',
    'Received in the Senate and Read twice and referred to the Committee on Finance.',
  ])('does not rise with: %s', (text) => {
    expect(rises(action('2025-01-03', undefined, text))).toEqual([]);
  });

  it('never falls, and rises whatever the order within a day', () => {
    const codes = fc.constantFrom('1000', '2000', 'H12200', '5000', '8000', '14000', '17000', '28000', '31000', '36000', 'H8D000');
    const days = fc.integer({ min: 1, max: 9 }).map((day) => `2025-01-0${day}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(days, codes), { maxLength: 30 }), fc.gen(), (made, gen) => {
        const actions = made.map(([date, code]) => action(date, code));
        const first = parseActions('stage', actions, place);
        const again = parseActions('stage', gen(fc.shuffledSubarray, actions, { minLength: actions.length }), place);
        expect(dated(again)).toEqual(dated(first));
        expect([...first.values].every((value, i) => i === 0 || value > (first.values[i - 1] as number))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('actions', () => {
  it('of a type that is not known are counted in a note', () => {
    const { notes } = parseActions('stage', [action('2025-01-03', '1000', 'x', 'Teleported')], place);
    expect(notes).toEqual(['1 action of a type that is not known here.']);
  });

  it('of a day that is not over in Washington wait for its end', () => {
    const actions = [action('2026-03-10', '1000'), action('2026-03-11', '8000')];
    // 20:00 in Washington, where UTC is a day on.
    const evening = parseActions('actions', actions, { ...place, now: Date.parse('2026-03-12T00:00:00Z') });
    expect([dated(evening), evening.notes]).toEqual([[['2026-03-10', 1]], ['1 action of a day that is not over in Washington left out.']]);
    const midnight = parseActions('actions', actions, { ...place, now: Date.parse('2026-03-12T04:00:00Z') });
    expect(dated(midnight)).toEqual([
      ['2026-03-10', 1],
      ['2026-03-11', 2],
    ]);
  });
});

describe('the key', () => {
  const request = { address: '119 s 9002 stage', now: place.now, since: undefined };

  it('is missed before anything is asked, and where to get one is said', async () => {
    const http = played([]);
    await expect(congress.fetch(request, http)).rejects.toMatchObject({
      kind: 'unauthorized',
      message: 'congress: needs a key: set CONGRESS_API_KEY (free at https://api.congress.gov/sign-up/)',
    });
    expect(http.asked).toEqual([]);
  });

  it('goes as a secret header and nowhere else', async () => {
    const sent: HttpRequest[] = [];
    const answers = played([{ match: /9002/, body: recording('congress/in-committee.fake.json') }]);
    const get = (asked: HttpRequest) => {
      sent.push(asked);
      return answers.get(asked);
    };
    await congress.fetch({ ...request, key: 'FAKE-KEY' }, { get });
    const [{ secrets, ...shown } = { secrets: undefined }] = sent;
    expect(secrets).toEqual({ headers: { 'X-Api-Key': 'FAKE-KEY' } });
    expect(JSON.stringify(shown)).not.toContain('FAKE-KEY');
  });
});
