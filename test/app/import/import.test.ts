import { afterEach, describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/app/operations/import.ts';
import type { ImportResult } from '../../../src/contract/import.ts';
import { formatCivilDate } from '../../../src/core/calendar/civil-date.ts';
import { chart, makeWorld, type World } from '../pull/world.ts';

const catalogue = `
series:
  ACME:
    title: A share
    unit: USD
    calendar: new-york
    licence: made up
    sources: [{ yahoo: ACME }]
  ASSETS:
    title: Assets of a central bank
    unit: USD millions
    calendar: weekly-utc
    release: { weekday: thursday, time: "16:30", zone: America/New_York }
    licence: made up
    byHand: Write it down.
`;

let world: World;
let asked: string[];
afterEach(() => world.close());

async function importing(files: Record<string, string>, input: Record<string, unknown> = {}, answer = false): Promise<ImportResult> {
  asked = [];
  const context = {
    ...world.context,
    data: {
      ...world.context.data,
      readFile: async (path: string) => ({ name: path, path, bytes: new TextEncoder().encode(files[path]) }),
    },
    confirm: async (question: string) => {
      asked.push(question);
      return answer;
    },
  };
  return importFiles({ files: Object.keys(files), ...input }, context);
}

const held = async (id: string) => {
  const { dates, values } = await world.store.versions(id);
  return Array.from(dates, (day, i) => `${formatCivilDate(day)} ${values[i]}`);
};
const open = async () => {
  world = await makeWorld(catalogue, { now: '2026-05-20T15:00:00Z' });
};
const plain = 'date,close\n2026-05-11,10\n2026-05-12,11\n2026-05-13,12\n';

describe('an import', () => {
  it('shows how it would read a file, asks, and stores what was confirmed', async () => {
    await open();
    const { files } = await importing({ 'MINE.csv': plain }, {}, true);
    expect(asked[0]).toMatch(/MINE\.csv as MINE:[\s\S]*dates: date, year-month-day[\s\S]*line 2: 2026-05-11 {2}10[\s\S]*Store it so\?/);
    expect(files[0]).toMatchObject({
      outcome: 'stored',
      series: [{ id: 'MINE', rows: 3, added: 3, from: '2026-05-11', to: '2026-05-13' }],
    });
    expect(await held('MINE')).toEqual(['2026-05-11 10', '2026-05-12 11', '2026-05-13 12']);
    expect((await world.store.pulls({ series: 'MINE' }))[0]).toMatchObject({ source: 'import', address: 'MINE.csv', outcome: 'stored' });
  });

  it('stores nothing where nobody agrees', async () => {
    await open();
    const { files } = await importing({ 'MINE.csv': plain });
    expect(files[0]).toMatchObject({ outcome: 'refused', problem: expect.stringMatching(/--yes/) });
    expect(await world.store.ids()).toEqual([]);
  });

  it('does not ask again for a file of a kind that it knows', async () => {
    await open();
    await importing({ 'MINE.csv': plain }, { yes: true });
    const { files } = await importing({ 'OTHER.csv': plain.replaceAll('2026-05-1', '2026-04-1') });
    expect(asked).toEqual([]);
    expect(files[0]).toMatchObject({ outcome: 'stored', isKnown: true, series: [{ id: 'OTHER' }] });
  });

  it('learns from a file of its kind which columns, and never how dates are written', async () => {
    await open();
    const british = 'Date,Close\n13/02/2026,10\n14/02/2026,11\n15/02/2026,12\n';
    await importing({ 'BRITISH.csv': british }, { yes: true });
    const { files } = await importing({ 'AMERICAN.csv': 'Date,Close\n01/02/2026,10\n01/03/2026,11\n01/04/2026,12\n' }, { yes: true });
    expect(files[0]).toMatchObject({ outcome: 'refused', problem: expect.stringMatching(/--date-form/) });
    const iso = await importing({ 'ISO.csv': 'Date,Close\n2026-01-02,10\n2026-01-03,11\n2026-01-04,12\n' }, { yes: true });
    expect(iso.files[0]).toMatchObject({ outcome: 'stored', isKnown: false });
  });

  it('takes over the columns of a kind, where a file has them, and looks anew where it has not', async () => {
    await open();
    await importing(
      { 'both.csv': 'date,small,large\n2026-05-11,1,100\n2026-05-12,2,200\n2026-05-13,3,300\n' },
      { yes: true, valueColumn: ['small=SMALL'] },
    );
    const again = await importing(
      { 'both2.csv': 'date,small,large\n2026-05-14,4,400\n2026-05-15,5,500\n2026-05-16,6,600\n' },
      { as: 'SMALL' },
    );
    expect(again.files[0]).toMatchObject({ outcome: 'stored', isKnown: true, series: [{ id: 'SMALL', added: 3 }] });
  });

  it('refuses to rewrite a series wholesale, unless it is told that the file is right', async () => {
    await open();
    const many = (factor: number) =>
      ['date,close', ...Array.from({ length: 60 }, (_, i) => `${formatCivilDate(20_500 + i)},${(100 + i) * factor}`)].join('\n');
    await importing({ 'MINE.csv': many(1) }, { yes: true });
    await expect(importing({ 'MINE.csv': many(2) }, { yes: true })).rejects.toThrow(
      /60 of the 60 dates held of MINE would have another value: --revise/,
    );
    expect((await held('MINE')).length).toBe(60);
    expect((await importing({ 'MINE.csv': many(2) }, { yes: true, revise: true })).files[0]?.series[0]).toMatchObject({ revised: 60 });
  });

  it('again stores nothing, and keeps the old value of a date that the new file corrects', async () => {
    await open();
    await importing({ 'MINE.csv': plain }, { yes: true });
    expect((await importing({ 'MINE.csv': plain }, { yes: true })).files[0]).toMatchObject({ outcome: 'unchanged' });
    expect((await importing({ 'MINE.csv': plain.replace('11\n', '11.5\n') }, { yes: true })).files[0]?.series[0]).toMatchObject({
      added: 0,
      revised: 1,
    });
    expect(await held('MINE')).toEqual(['2026-05-11 10', '2026-05-12 11', '2026-05-12 11.5', '2026-05-13 12']);
  });

  it('knows what the catalogue says of an id, and when its figures were published', async () => {
    await open();
    await importing({ 'assets.csv': 'date,value\n2026-05-06,6.7\n2026-05-13,6.8\n2026-05-20,6.9\n' }, { as: 'ASSETS', yes: true });
    const series = await world.context.series.load('ASSETS');
    expect(series).toMatchObject({ title: 'Assets of a central bank', unit: 'USD millions', calendar: 'weekly-utc' });
    expect(new Date(series.knownAt[1] as number).toISOString()).toBe('2026-05-14T20:30:00.000Z');
    // The last figure is published on the 21st: it is not known yet.
    expect([...series.values]).toEqual([6.7, 6.8]);
  });

  it('adds the dates that a pull did not have, and leaves those that it had', async () => {
    await open();
    world.play([
      {
        match: /chart\/ACME/,
        body: chart('ACME', [
          [20584, 10],
          [20585, 11],
        ]),
      },
    ]);
    await world.pull({ ids: ['ACME'] });
    const pulled = await held('ACME');
    const { files } = await importing({ 'ACME.csv': `date,close\n2026-05-07,8\n${pulled[0]?.replace(' 10', ',10.5')}\n` }, { yes: true });
    expect(files[0]?.series[0]).toMatchObject({ added: 1, revised: 0, agreement: { compared: 1, beyond: 1 } });
    expect(await held('ACME')).toEqual(['2026-05-07 8', ...pulled]);
  });
});

describe('weekly closes of a series that the catalogue has daily', () => {
  it('keep the weeks of the file', async () => {
    await open();
    const weeks = Array.from({ length: 12 }, (_, i) => `${formatCivilDate(20_500 + 7 * i)},${100 + i}`);
    const { files } = await importing({ 'ACME.csv': ['date,close', ...weeks].join('\n') }, { yes: true });
    expect(files[0]?.series[0]?.calendar).toMatch(/^weekly/);
    expect((await world.context.series.load('ACME')).title).toBe('A share');
  });
});

describe('what a file leaves open', () => {
  const doubtful = 'Date;Price\n03/04/2026;1,5\n04/04/2026;1,7\n05/04/2026;1,6\n';

  it('is asked for, and nothing is stored until it is said', async () => {
    await open();
    const { files } = await importing({ 'X.csv': doubtful }, { yes: true });
    expect(files[0]).toMatchObject({ outcome: 'refused', problem: expect.stringMatching(/--date-form/) });
    expect(await world.store.ids()).toEqual([]);
  });

  it('is taken from the options', async () => {
    await open();
    await importing({ 'X.csv': doubtful }, { yes: true, dateForm: 'dmy', decimal: 'comma' });
    expect(await held('X')).toEqual(['2026-04-03 1.5', '2026-04-04 1.7', '2026-04-05 1.6']);
  });

  it('several columns become several series, in one pass', async () => {
    await open();
    const table = 'date,small,large\n2026-05-11,1,100\n2026-05-12,2,200\n2026-05-13,3,300\n';
    await importing({ 'both.csv': table }, { yes: true, valueColumn: ['small=SMALL', 'large=LARGE'] });
    expect([await held('SMALL'), await held('LARGE')].map((rows) => rows.at(-1))).toEqual(['2026-05-13 3', '2026-05-13 300']);
  });
});

describe('a bad file', () => {
  it('is refused at its cell and holds up no other', async () => {
    await open();
    const { files } = await importing({ 'GOOD.csv': plain, 'BAD.csv': plain.replace(',11', ',gg') }, { yes: true });
    expect(files.map(({ file, outcome }) => `${file} ${outcome}`)).toEqual(['GOOD.csv stored', 'BAD.csv refused']);
    expect(files[1]?.problem).toMatch(/BAD\.csv line 3, column 2 \(close\).*"gg"/);
    expect(await world.store.ids()).toEqual(['GOOD']);
  });

  it('alone is an error; so are an id for two files and one that cannot be one', async () => {
    await open();
    await expect(importing({ 'BAD.csv': '<html></html>' }, { yes: true })).rejects.toThrow(/HTML/);
    await expect(importing({ 'A.csv': plain, 'B.csv': plain }, { yes: true, as: 'X' })).rejects.toThrow(
      /--as X names one series, were 2 files/,
    );
    await expect(importing({ 'my prices.csv': plain }, { yes: true })).rejects.toThrow(
      /an id must be letters, digits and _, was my prices/,
    );
    await expect(importing({ 'A.csv': plain }, { yes: true, calendar: 'newyork' })).rejects.toThrow(/did you mean new-york/);
  });
});
