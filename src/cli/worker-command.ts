import { type Command, InvalidArgumentError } from 'commander';
import { JOB_KINDS, JobKind } from '../contract/queued-job.ts';
import type { Terminal, WorkerRequest } from './terminal.ts';

const HELP = `
Examples:
  $ harbinger worker
  $ harbinger worker --concurrency 8
  $ harbinger worker --only study,pull
  $ harbinger worker --watch my-watch.yaml`;

/** Adds the command that takes the jobs of a team. */
export function addWorker(command: Command, terminal: Terminal): void {
  command
    .description('Take jobs of a store in PostgreSQL until Ctrl-C or a signal to end: any number of workers, on any machine.')
    .option('--concurrency <n>', 'Jobs at once. Default: one for each core.', countOf)
    .option('--only <kinds>', `Take only jobs of these kinds, with commas between: ${JOB_KINDS.join(', ')}.`, kindsOf)
    .option('--watch <file>', 'Have the workers of this space watch the alert rules of this file.')
    .option('--no-watch', 'Have the workers of this space watch no rules any more.')
    .option('--files <dir>', 'Let jobs name files of this folder, as `serve --files` does. Default: none.')
    .addHelpText('after', HELP.replaceAll('$ harbinger', `$ ${terminal.program}`))
    .action(() => terminal.work(command.opts() as WorkerRequest));
}

function countOf(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 256) throw new InvalidArgumentError('It must be a number from 1 to 256.');
  return count;
}

function kindsOf(text: string): JobKind[] {
  return text.split(',').map((word) => {
    const { data } = JobKind.safeParse(word.trim());
    if (data === undefined) throw new InvalidArgumentError(`There is no kind ${word.trim()}; there is ${JOB_KINDS.join(', ')}.`);
    return data;
  });
}
