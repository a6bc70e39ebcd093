import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeInstant } from '../../../src/core/calendar/calendars.ts';
import { formatCivilDate, parseCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { createHttp, type HttpOptions, mannersOf } from '../../../src/providers/http.ts';
import { type Fetched, ProviderError } from '../../../src/providers/provider.ts';
import { hasShared } from '../../providers/played-answers.ts';
import type { FaultCase, GoodCase, ProviderCases } from './cases.ts';
import { expectErrorOrPart, expectHonestError, expectNoKey, faultOf } from './expectations.ts';
import { type Fault, type FaultPlan, LASTING, PASSING } from './faults.ts';
import { allCases, fetchCase, observationsOf, outcomeOf, playOf } from './fetch-case.ts';
import { type Playing, QUICK, startPlaying } from './play.ts';
import { asJson, cutBodies, type SpoiltBody, spoiltCsv, spoiltJson, withUnknownColumn, withUnknownField } from './spoilt-bodies.ts';

const PROVIDERS = join(import.meta.dirname, '../../../src/providers');
const all = await allCases();

if (!hasShared) console.info('The recorded bodies of providers are not tested: the folder shared is not beside the repository.');

it('every provider of the network has cases, under its own name', () => {
  const folders = readdirSync(PROVIDERS).filter((name) => name !== 'file' && existsSync(join(PROVIDERS, name, 'provider.ts')));
  const names = new Set([...all.values()].map(({ provider }) => provider.name));
  expect([...names].sort()).toEqual(folders.sort());
});

describe.each([...all])('%s', (_, cases) => {
  const { provider, key, good, faults } = cases;
  let playing: Playing;
  /** The same server with clients that try once, and that wait for nothing. */
  let impatient: Playing;
  let hasty: Playing;
  beforeAll(async () => {
    const { patience, timeouts } = QUICK;
    const start = (http: Partial<HttpOptions>) => startPlaying([playOf(cases, [])], { http });
    playing = await start({ patience: { ...patience, retries: 2 }, timeouts: { ...timeouts, whole: 5_000 } });
    impatient = await start({ patience: { ...patience, retries: 0 }, timeouts: { ...timeouts, whole: 5_000 } });
    hasty = await start({ patience, timeouts: { ...timeouts, whole: 80 } });
  });
  afterAll(async () => {
    for (const each of [playing, impatient, hasty]) await each.close();
  });

  /** Plays answers and fetches what a case asks for, as in production. */
  const fetchFrom = (good: GoodCase, answers = good.answers, { faults, by = playing }: { faults?: FaultPlan; by?: Playing } = {}) => {
    by.play([playOf(cases, answers)], faults);
    return outcomeOf(fetchCase(by, cases, { ...good, unknownFields: 'note' }));
  };
  const goodResult = async (good: GoodCase): Promise<Fetched> => {
    const outcome = await fetchFrom(good);
    if (outcome instanceof ProviderError) throw outcome;
    return outcome;
  };

  describe('a good answer', () => {
    it.each(withTitles(good))('%s', (_, one) => expectGood(playing, cases, one));
    it.each(withTitles(hasShared ? cases.shared().good : []))('%s (recorded)', (_, one) => expectGood(playing, cases, one));
  });

  describe("an error in the provider's own way", () => {
    it.each(withTitles(faults))('%s', (_, one) => expectFault(playing, cases, one));
    it.each(withTitles(hasShared ? cases.shared().faults : []))('%s (recorded)', (_, one) => expectFault(playing, cases, one));
  });

  describe.each(withTitles(good))('%s: whatever goes wrong on the way', (_, one) => {
    it.each(PASSING.map((fault) => [fault]))('%s at first, then well: everything arrives', async (fault) => {
      const expected = await goodResult(one);
      const by = fault === 'stall' ? hasty : playing;
      const outcome = await fetchFrom(one, one.answers, { faults: ({ time }) => (time === 1 ? fault : undefined), by });
      if (outcome instanceof ProviderError) throw outcome;
      expect(observationsOf(outcome)).toEqual(observationsOf(expected));
      const distinct = new Set(by.requests.map(({ path }) => path)).size;
      expect(by.requests.length).toBeGreaterThanOrEqual(HARMLESS.includes(fault) ? distinct : 2 * distinct);
    });

    it.each(LASTING.map((fault) => [fault]))('%s always: an error, on the first request or on the last', async (fault) => {
      await goodResult(one);
      const last = playing.requests.at(-1)?.path;
      const isOnlyOne = playing.requests.length === 1;
      for (const faults of [() => fault, ({ path }: { path: string }) => (path === last ? fault : undefined)].slice(isOnlyOne ? 1 : 0)) {
        const outcome = await fetchFrom(one, one.answers, { faults });
        if (!(outcome instanceof ProviderError)) throw new Error(`${fault} went unnoticed: ${observationsOf(outcome)}`);
        expectHonestError(outcome, cases);
        expect(outcome).toMatchObject(KIND_OF[fault] ?? { kind: 'unavailable', retryable: true });
        if (fault.endsWith('in an hour')) expect(playing.requests.filter((request) => request.fault)).toHaveLength(1);
      }
    });

    it('the text is cut off, at many places: an error, or the observations before the cut', async () => {
      await expectEach(one, (body) => cutBodies(body, 24));
    });

    it('a field, a row or a column is missing, renamed, empty, null or of another type: an error, or the same without it', async () => {
      await expectEach(one, (body) => {
        const json = asJson(body);
        return json === undefined ? spoiltCsv(body) : spoiltJson(json);
      });
    });

    it('an unknown field is noted in production and refused under test', async () => {
      const expected = observationsOf(await goodResult(one));
      const answer = one.answers[0] as GoodCase['answers'][number];
      const json = asJson(answer.body);
      const bodies = json === undefined ? [{ title: 'a column', body: withUnknownColumn(answer.body) }] : withUnknownField(json);
      for (const { title, body } of bodies) {
        const answers = one.answers.with(0, { ...answer, body });
        const outcome = await fetchFrom(one, answers);
        // Of a table of a column or two, one more may be another table.
        if (outcome instanceof ProviderError && json === undefined) {
          expect(outcome.kind, title).toBe('changed-shape');
          continue;
        }
        if (outcome instanceof ProviderError) throw outcome;
        expect(observationsOf(outcome), title).toEqual(expected);
        expect(outcome.notes.join(' '), title).toContain(json === undefined ? 'something new' : 'somethingNew');
        playing.play([playOf(cases, answers)]);
        const refused = await outcomeOf(fetchCase(playing, cases, one));
        expect(refused, title).toMatchObject({ name: 'ProviderError', kind: 'changed-shape' });
      }
    });

    /** Each answer in turn with each of its spoilt bodies: no crash, no other numbers, no silence. */
    async function expectEach(one: GoodCase, spoil: (body: string) => SpoiltBody[]): Promise<void> {
      const expected = await goodResult(one);
      const wrong: string[] = [];
      for (const [i, answer] of one.answers.entries()) {
        for (const { title, body } of spoil(answer.body)) {
          const outcome = await fetchFrom(one, one.answers.with(i, { ...answer, body }), { by: impatient });
          const fault = faultOf(() => expectErrorOrPart(outcome, expected, cases));
          if (fault !== undefined) wrong.push(`answer ${i}, ${title}: ${fault}`);
        }
      }
      expect(wrong, wrong.join('\n')).toEqual([]);
    }
  });

  describe('its manners', () => {
    const [one] = good as [GoodCase];

    it('it has vintages if its terms say so', async () => {
      const own = [...all.values()].filter((each) => each.provider === provider).flatMap((each) => each.good);
      expect(own.some(({ knownAt }) => knownAt !== undefined)).toBe(provider.terms.hasVintages);
    });

    it('it asks nothing once it is told to stop', async () => {
      playing.play([playOf(cases, one.answers)]);
      await expect(fetchCase(playing, cases, { ...one, signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
      expect(playing.requests).toEqual([]);
    });

    it('it stops while it waits', async () => {
      playing.play([playOf(cases, one.answers)], () => 'no answer');
      const stop = new AbortController();
      const fetching = fetchCase(playing, cases, { ...one, signal: stop.signal }).catch((error: unknown) => error);
      setTimeout(() => stop.abort('enough'), 20);
      expect(await fetching).toBe('enough');
    });

    it('it tells of rows as they come', async () => {
      let told = 0;
      playing.play([playOf(cases, one.answers)]);
      const { dates } = await fetchCase(playing, cases, {
        ...one,
        onRows: (rows) => {
          told = rows;
        },
      });
      expect(told).toBeGreaterThanOrEqual(dates.length);
    });

    it('it sends its validator back, and then says that nothing changed', async () => {
      const answers = one.answers.map((answer) => ({ ...answer, headers: { ...answer.headers, etag: '"v1"' } }));
      playing.play([playOf(cases, answers)]);
      const { etag } = await fetchCase(playing, cases, one);
      if (etag === undefined) return;
      expect(etag).toBe('"v1"');
      playing.play([playOf(cases, answers)]);
      const again = await fetchCase(playing, cases, { ...one, etag });
      expect(again).toMatchObject({ isUnchanged: true, dates: new Int32Array(0), values: new Float64Array(0), etag });
      expect(playing.requests).toHaveLength(1);
    });

    it.runIf(provider.terms.key?.isRequired)('without its key it asks nothing, and says which one it wants', async () => {
      playing.play([playOf(cases, one.answers)]);
      const outcome = await outcomeOf(fetchCase(playing, { ...cases, key: '' }, { ...one, key: undefined } as GoodCase));
      expect(outcome).toMatchObject({ name: 'ProviderError', kind: 'unauthorized' });
      expect((outcome as ProviderError).message).toContain(provider.terms.key?.variable);
      expect(playing.requests).toEqual([]);
    });

    it.runIf(key !== undefined)('it sends its key', async () => {
      await goodResult(one);
      expect(playing.requests.every(({ hasKey }) => hasKey)).toBe(true);
    });

    it.runIf(provider.terms.wantsContact)('it asks nothing without a contact', async () => {
      const http = createHttp({
        hosts: mannersOf([provider.terms]),
        userAgent: 'harbinger-test/0',
        clock: { now: () => 0 },
        origins: playing.origins,
      });
      const outcome = await outcomeOf(fetchCase({ http }, cases, one));
      await http.close();
      expect(outcome).toMatchObject({ kind: 'unauthorized' });
    });
  });
});

/** Faults that cost no second request. */
const HARMLESS: readonly Fault[] = ['delay', 'slow drip'];

const KIND_OF: Partial<Record<Fault, object>> = {
  empty: { kind: 'changed-shape' },
  'a page': { kind: 'changed-shape', retryable: false },
  'another country': { kind: 'unavailable', retryable: false },
  'too many requests': { kind: 'rate-limited', retryable: true },
  'too many requests, come back in an hour': { kind: 'rate-limited', retryable: true },
};

function withTitles<T extends { readonly title: string }>(cases: readonly T[]): [string, T][] {
  return cases.map((one) => [one.title, one]);
}

async function expectGood(playing: Playing, cases: ProviderCases, one: GoodCase): Promise<void> {
  playing.play([playOf(cases, one.answers)]);
  const fetched = await fetchCase(playing, cases, one);
  expect(playing.requests.filter(({ isPlayed }) => !isPlayed)).toEqual([]);
  const { dates, values, responses } = fetched;
  const { count, first, last } = one.observations;
  const dated = (i: number) => [formatCivilDate(dates.at(i) as number), values.at(i)];
  expect([dates.length, dated(0), dated(-1)]).toEqual([count, first, last]);
  expect(values.every(Number.isFinite)).toBe(true);
  expectAscending(fetched);
  if (one.unit !== undefined) expect(fetched.unit).toBe(one.unit);
  const now = Date.parse(one.now);
  const final = dates.findLast((day) => closeInstant(one.calendar, day) <= now) as number;
  expect(formatCivilDate(final)).toBe(one.lastFinal ?? last[0]);
  if (one.adjusted) expect(fetched.adjusted?.[dates.indexOf(parseCivilDate(one.adjusted[0]) as number)]).toBe(one.adjusted[1]);
  if (one.knownAt) expect(fetched.knownAt?.[dates.indexOf(parseCivilDate(one.knownAt[0]) as number)]).toBe(Date.parse(one.knownAt[1]));
  for (const known of fetched.knownAt ?? []) expect(known).toBeLessThanOrEqual(now);
  for (const note of one.notes ?? [])
    expect(
      fetched.notes.some((text) => note.test(text)),
      `${note} in ${fetched.notes}`,
    ).toBe(true);
  for (const note of fetched.notes) expect(note).toMatch(/^[A-Z0-9^].*\.$/);
  expect(responses).toHaveLength(playing.requests.length);
  for (const { url, status, bytes, sha256 } of responses) {
    expect(cases.provider.terms.hosts).toContain(new URL(url).host);
    expect([status, bytes > 0, sha256.length]).toEqual([200, true, 64]);
  }
  expectNoKey(fetched, cases.key);
}

/** Dates ascend, and occur more than once only as vintages. */
function expectAscending({ dates, knownAt, values, adjusted }: Fetched): void {
  expect(values).toHaveLength(dates.length);
  if (adjusted) expect(adjusted).toHaveLength(dates.length);
  if (knownAt) expect(knownAt).toHaveLength(dates.length);
  for (let i = 1; i < dates.length; i++) {
    const [before, day] = [dates[i - 1] as number, dates[i] as number];
    const isLater = day > before || (day === before && (knownAt?.[i] as number) > (knownAt?.[i - 1] as number));
    expect(isLater, formatCivilDate(day)).toBe(true);
  }
}

async function expectFault(playing: Playing, cases: ProviderCases, { answers, kind, message, ...asked }: FaultCase): Promise<void> {
  playing.play([playOf(cases, answers)]);
  const outcome = await outcomeOf(fetchCase(playing, cases, asked));
  if (!(outcome instanceof ProviderError)) throw new Error(`it was taken for good: ${observationsOf(outcome)}`);
  expectHonestError(outcome, cases);
  expect(outcome.message).toMatch(message);
  expect(outcome.kind).toBe(kind);
}
