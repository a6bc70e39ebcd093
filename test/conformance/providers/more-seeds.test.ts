import { describe, expect, it } from 'vitest';
import { seededStream } from '../../../src/core/numerics/random.ts';
import { ProviderError } from '../../../src/providers/provider.ts';
import type { GoodCase, ProviderCases } from './cases.ts';
import { expectHonestError, faultOf } from './expectations.ts';
import { allCases, fetchCase, outcomeOf, playOf } from './fetch-case.ts';
import { type Derivation, inventions } from './independent-reader.ts';
import { MUTATIONS } from './mutated-bodies.ts';
import { QUICK, startPlaying } from './play.ts';

const BODIES = 5_000;
/** Milliseconds. */
const LONGEST = 2_000;
const all = await allCases();
const names = Object.keys(MUTATIONS);
const share = Math.ceil(BODIES / all.size);

/** How a provider makes its values of what stands in a body. */
function derivationOf({ provider }: ProviderCases, { address }: GoodCase): Derivation {
  if (provider.name === 'congress' || address.endsWith('holdings-count')) return 'count';
  if (provider.name === 'sec') return 'figures combined';
  return /^repo|^ambs|funding$|equity-value$/.test(address) ? 'sum of rows' : 'as it stands';
}

describe('a body that was damaged gives an error, or only what it holds', () => {
  it.each([...all])(
    '%s',
    async (_, cases) => {
      const playing = await startPlaying([playOf(cases, [])], {
        http: { ...QUICK, timeouts: { whole: LONGEST }, patience: { retries: 0 } },
      });
      const wrong: string[] = [];
      const outcomes = { errors: 0, observations: 0 };
      for (let seed = 5001; seed <= 5000 + 3 * share; seed++) {
        const { one, answers, bodies, place } = damaged(cases, seed);
        playing.play([playOf(cases, answers)]);
        const begun = performance.now();
        const outcome = await outcomeOf(fetchCase(playing, cases, { ...one, unknownFields: 'note' })).catch((crash: Error) => crash);
        if (performance.now() - begun > LONGEST) wrong.push(`${place}: took ${performance.now() - begun} ms`);
        if (outcome instanceof ProviderError) {
          outcomes.errors++;
          const fault = faultOf(() => expectHonestError(outcome, cases));
          if (fault !== undefined) wrong.push(`${place}: ${fault}`);
        } else if (outcome instanceof Error) {
          wrong.push(`${place}: it crashed: ${outcome.stack}`);
        } else {
          outcomes.observations++;
          wrong.push(...inventions(outcome, bodies, derivationOf(cases, one)).map((invention) => `${place}: ${invention}`));
        }
      }
      await playing.close();
      expect(wrong, wrong.join('\n')).toEqual([]);
      expect(outcomes.errors).toBeGreaterThan(share / 5);
      expect(outcomes.observations).toBeGreaterThan(share / 20);
    },
    120_000,
  );
});

/** A case, one of whose answers was damaged by the numbers that come from a seed. */
function damaged({ good }: ProviderCases, seed: number) {
  const random = seededStream(seed);
  const one = good[seed % good.length] as GoodCase;
  const place = random.below(one.answers.length);
  const name = names[random.below(names.length)] as string;
  const answers = one.answers.map((answer, i) =>
    i === place ? { ...answer, body: (MUTATIONS[name] as (typeof MUTATIONS)[string])(answer.body, random) } : answer,
  );
  const bodies = answers.map(({ body }) => (typeof body === 'string' ? body : Buffer.from(body).toString('utf8')));
  return { one, answers, bodies, place: `${one.title}, answer ${place}, ${name}, seed ${seed}` };
}
