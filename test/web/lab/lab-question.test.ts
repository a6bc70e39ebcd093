import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/app/registry.ts';
import { StudyInput } from '../../../src/contract/operations.ts';
import { asksTheSame, commandOf, type Question, questionBeside, questionOf, repeated, tidy } from '../../../web/views/lab/lab-question.ts';
import { labSearch } from '../../../web/views/lab/lab-search.ts';
import { STUDY_FORMATS } from '../../../web/views/lab/study-formats.ts';

const full = {
  ...{ when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 180d)', 'return(BTC, 90d)'], direction: 'down' as const, run: true },
  ...{ given: ['BTC > ma(BTC, 200d)'], curve: true, trade: true, cost: 0.002, slippage: 0.001, seed: 7, member: 1 },
  ...{ bWhen: 'new_high(RUT, lookback: 252)', bThen: ['return(ETH, 90d)'], bDirection: 'down' as const },
};

describe('the state of the Lab', () => {
  it('comes back from its address as it went in', () => {
    expect(labSearch(JSON.parse(JSON.stringify(tidy(full))))).toEqual(full);
  });

  it('leaves out of the address what is empty or as it is anyway', () => {
    expect(tidy({ when: ' ', then: ['', ' '], given: [' '], direction: 'up', curve: false, seed: 1, member: 0, cost: 0.1 })).toEqual({});
  });

  it('takes nothing from an address that is none of it', () => {
    expect(labSearch({ when: 5, then: [3, ''], seed: -1, cost: 'x', direction: 'sideways', run: 'no' })).toEqual({});
  });

  it('asks the same whichever member of the answer is looked at, and something else with another outcome', () => {
    expect(asksTheSame(full, { ...full, member: 0, run: false })).toBe(true);
    expect(asksTheSame(full, { ...full, then: ['return(BTC, 180d)'] })).toBe(false);
  });
});

describe('the question that is asked', () => {
  it('is one that the contract takes, with every choice in it', () => {
    expect(StudyInput.parse(defined(questionOf(full, '2026-01-01')))).toMatchObject({
      ...{ when: full.when, then: full.then, direction: 'down', given: full.given, curve: true, trade: true },
      ...{ cost: 0.002, slippage: 0.001, seed: 7 },
      ...{ asOf: '2026-01-01', pictures: true },
    });
  });

  it('is not there until both fields are written', () => {
    expect(questionOf({ when: 'all_time_high(RUT)' }, undefined)).toBeUndefined();
    expect(questionOf({ then: ['return(BTC, 90d)'] }, undefined)).toBeUndefined();
  });

  it('has its own trigger, outcomes and direction beside the first, and the same choices', () => {
    expect(questionBeside(full, undefined)).toMatchObject({ when: full.bWhen, then: full.bThen, given: full.given, seed: 7 });
    expect(questionBeside({ ...full, bWhen: '' }, undefined)).toBeUndefined();
  });

  it('counts an outcome that stands twice', () => {
    expect(repeated(['return(BTC, 90d)', ' return(BTC, 90d)', '', ''])).toEqual(['return(BTC, 90d)']);
  });
});

describe('the command', () => {
  it('asks the same as the page', () => {
    expect(commandOf(questionOf(full, '2026-01-01') as Question)).toBe(
      "harbinger study --when 'all_time_high(RUT, after: 1y)' --then 'return(BTC, 180d)' --then 'return(BTC, 90d)' --direction down --given 'BTC > ma(BTC, 200d)' --curve --trade --cost 0.002 --slippage 0.001 --as-of 2026-01-01 --seed 7",
    );
  });

  it('lets no expression out of its quotes', () => {
    expect(commandOf({ when: "x'; rm -rf $HOME; '", then: ['return(BTC, 90d)'] })).toContain(`--when 'x'\\''; rm -rf $HOME; '\\'''`);
  });
});

it('the page offers no file that the server does not make of a study', () => {
  const { formats } = operations.find(({ name }) => name === 'study') as (typeof operations)[number];
  for (const format of STUDY_FORMATS) expect(formats).toContain(format);
});

/** As it goes over the wire. */
const defined = (value: unknown) => JSON.parse(JSON.stringify(value));
