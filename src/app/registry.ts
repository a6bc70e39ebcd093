import type { Context } from './context.ts';
import type { Done, Operation } from './operation.ts';
import { keepRun } from './record-run.ts';
import { articles } from './registry/articles.ts';
import { briefs } from './registry/brief.ts';
import { data } from './registry/data.ts';
import { forecasts } from './registry/forecasts.ts';
import { fundamentals } from './registry/fundamentals.ts';
import { jobs } from './registry/jobs.ts';
import { questions } from './registry/questions.ts';
import { reading } from './registry/reading.ts';
import { scanning } from './registry/scanning.ts';
import { store } from './registry/store.ts';
import { watch } from './registry/watch.ts';
import { withDerivedForms } from './render.ts';

/** The one list of operations. */
export const operations: readonly Operation[] = [
  ...questions,
  ...scanning,
  ...articles,
  ...briefs,
  ...forecasts,
  ...reading,
  ...data,
  ...fundamentals,
  ...store,
  ...watch,
  ...jobs,
];

/** Runs an operation; where there is a store, the run is kept in it. */
export async function run(operation: Operation, input: unknown, context: Context): Promise<Done> {
  const done = await operation.run(input, context);
  await keepRun(context, { operation, input, ...done });
  return withDerivedForms(done, context);
}
