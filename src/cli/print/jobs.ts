import { formatInstant } from '../../contract/format.ts';
import type { DeadJobsDone, DeadJobsResult, JobCancelResult, JobLine, JobShowResult, JobsResult } from '../../contract/job-queue.ts';
import { type Look, styled, table, wrap } from './layout.ts';

/** How much waits of each kind, then the jobs, newest first. */
export function printJobs({ sentence, depth, jobs }: JobsResult, look: Look): string {
  const open = depth.filter(({ waiting, later, running }) => waiting + later + running > 0);
  const count = (number: number) => (number === 0 ? '' : String(number));
  const lines = [
    styled(wrap(sentence), 'bold', look),
    ...(open.length > 0
      ? [
          '',
          headed(
            ['kind', 'running', 'waiting', 'later'],
            open.map(({ kind, running, waiting, later }) => [kind, count(running), count(waiting), count(later)]),
            look,
          ),
        ]
      : []),
    ...(jobs.length > 0 ? ['', headed(['id', 'state', 'what', 'asked', 'by', 'more'], jobs.map(jobCells), look)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const jobCells = (job: JobLine): string[] => [
  job.id.slice(0, 8),
  job.state,
  job.operation ?? job.kind,
  formatInstant(job.sentAt),
  job.by,
  moreOf(job),
];

function moreOf({ why, retries, notBefore }: JobLine): string {
  const parts = [notBefore === null ? '' : `due ${formatInstant(notBefore)}`, retries === 0 ? '' : `begun ${retries + 1} times`, why ?? ''];
  return parts.filter(Boolean).join('; ');
}

/** One job: what it is, then what it was asked as JSON. */
export function printJob({ sentence, job, asked, progress }: JobShowResult, look: Look): string {
  const times = [
    ['asked', formatInstant(job.sentAt)],
    ...(job.notBefore === null ? [] : [['due', formatInstant(job.notBefore)]]),
    ...(job.startedAt === null ? [] : [['begun', `${formatInstant(job.startedAt)}${job.retries > 0 ? `, ${job.retries + 1} times` : ''}`]]),
    ...(job.endedAt === null ? [] : [['ended', formatInstant(job.endedAt)]]),
    ['id', job.id],
  ];
  const told = progress === null ? [] : ['', 'Told last', JSON.stringify(progress)];
  return `${[styled(wrap(sentence), 'bold', look), '', table(times), ...told, '', 'In the queue', JSON.stringify(asked, null, 2)].join('\n')}\n`;
}

/** What was given up, with why. */
export function printDeadJobs({ sentence, dead }: DeadJobsResult, look: Look): string {
  const rows = dead.map(({ id, kind, operation, by, deadAt, why }) => [id.slice(0, 8), operation ?? kind, by, formatInstant(deadAt), why]);
  return `${[styled(wrap(sentence), 'bold', look), ...(rows.length > 0 ? ['', headed(['id', 'what', 'by', 'given up', 'why'], rows, look)] : [])].join('\n')}\n`;
}

export const printJobDone = ({ sentence }: DeadJobsDone | JobCancelResult): string => `${sentence}\n`;

const headed = (head: readonly string[], rows: readonly (readonly string[])[], look: Look): string => {
  const [first = '', ...lines] = table([head, ...rows]).split('\n');
  return [first.startsWith(head[0] as string) ? styled(first, 'dim', look) : first, ...lines].join('\n');
};
