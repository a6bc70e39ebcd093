import { Document } from 'yaml';
import type { z } from 'zod';
import type { Pack } from '../../contract/pack.ts';
import { formatCivilDate } from '../../core/calendar/civil-date.ts';
import { print } from '../../core/language/print.ts';
import type { Context } from '../context.ts';
import { readExpression } from '../panel.ts';
import type { StudyRun } from './study.ts';

const TO_FILL_IN = 'FILL IN';

/**
 * A study as a claim file that can be checked at once: its outcomes are the frozen family, its date is that of the study. Who said it, and
 * where, are left to be filled in, and say so.
 */
export function claimFile(run: StudyRun, context: Context): string {
  const document = new Document(packOf(run));
  document.commentBefore = [
    ` A claim file made from a study. It can be checked as it stands: ${context.program} check FILE`,
    ` Fill in what says "${TO_FILL_IN}", and give the article its own date in place of the last one that the data reach:`,
    ' the verdict rests on what was known by then.',
    ' The family (when, then) is frozen: change it only before you look at the result.',
  ].join('\n');
  const series = document.get('series', true) as { items?: { value?: { commentBefore?: string } }[] } | undefined;
  [...loaded(run)].forEach(([, { unit }], i) => {
    const value = series?.items?.[i]?.value;
    if (value && unit !== '') value.commentBefore = ` in ${unit.replace(/\s+/g, ' ')}`;
  });
  return document.toString({ lineWidth: 120 });
}

function loaded({ panel, judged, input }: StudyRun) {
  const read = [
    ...judged.flatMap(({ outcome, question }) => [...question.trigger.series, ...outcome.series]),
    ...input.given.flatMap((text) => readExpression(text, 'trigger').series),
  ];
  return [...panel.series].filter(([id]) => read.includes(id));
}

function packOf(run: StudyRun): z.input<typeof Pack> {
  const { input, judged } = run;
  const [trigger, outcomes] = [print(judged[0]!.question.trigger.node), judged.map(({ outcome }) => print(outcome.node))];
  return {
    pack: 'my-claim',
    title: `${outcomes[0]} after ${trigger}`,
    question: `Does ${outcomes.join(' or ')} after ${trigger} differ from all other dates?`,
    articles: {
      source: {
        outlet: `${TO_FILL_IN}: where it was said`,
        date: formatCivilDate(run.facts.asOf),
        title: `${TO_FILL_IN}: its headline`,
      },
    },
    series: Object.fromEntries(
      loaded(run).map(([id, { title, cycle }]) => [
        id,
        { title, ...(cycle ? { cycle: { name: cycle.name, dates: Array.from(cycle.dates, formatCivilDate) } } : {}) },
      ]),
    ),
    ...(input.given.length === 0 ? {} : { confounders: input.given.map((when, i) => ({ id: `given-${i + 1}`, title: when, when })) }),
    claims: [
      {
        id: 'my-claim',
        kind: 'pattern',
        by: `${TO_FILL_IN}: who said it`,
        in: ['source'],
        statement: `${TO_FILL_IN}: what was said, in your own words.`,
        test: `After ${trigger}, is ${outcomes[0]} ${input.direction === 'up' ? 'higher' : 'lower'} than after other dates?`,
        check: {
          study: {
            when: trigger,
            then: outcomes,
            primary: outcomes[0]!,
            direction: input.direction,
            ...(input.instead.length === 0 ? {} : { instead: insteadOf(input.instead) }),
          },
        },
      },
    ],
  };
}

/** `RUT=IWM,IWN` as the claim file has it. */
const insteadOf = (given: readonly string[]): Record<string, string[]> =>
  Object.fromEntries(
    given.map((text) => {
      const [id = '', others = ''] = text.split('=');
      return [id.trim(), others.split(',').map((other) => other.trim())];
    }),
  );
