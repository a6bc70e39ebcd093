import type { Operation } from '../../app/operation.ts';
import { FORMATS, type Format } from '../../contract/formats.ts';
import { Refusal } from './refusal.ts';

/** What an answer is wanted as: the result as JSON, one of the operation's own forms, or events while it runs. */
export type Form = 'json' | 'events' | Format;

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** Media types of an Accept header, the best liked first. */
function rangesOf(accept: string): Range[] {
  return accept
    .split(',')
    .slice(0, 32)
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return { type, quality: q === undefined ? 1 : Number(q.slice(2)) || 0 };
    })
    .filter(({ type, quality }) => type !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

const bare = (type: string): string => type.split(';')[0] as string;

/** The form that a request asks for, by `?format=` first and Accept then. Throws Refusal 406 where there is none such. */
export function formOf(
  request: { readonly format: string | null; readonly accept: string | null; readonly method: string },
  operation: Operation,
): Form {
  const { formats } = operation;
  const allowed = ['json', ...formats];
  const { format, accept, method } = request;
  if (format !== null) {
    if (format === 'json') return 'json';
    const found = formats.find((candidate) => candidate === format);
    if (found) return found;
    throw new Refusal(406, `format must be one of ${allowed.join(', ')}, was ${JSON.stringify(format.slice(0, 40))}`, { allowed });
  }
  if (!accept) return 'json';
  for (const { type } of rangesOf(accept)) {
    if (['*/*', 'application/*', 'application/json'].includes(type)) return 'json';
    if (type === 'text/event-stream' && method === 'POST') return 'events';
    const found = formats.find((candidate) => bare(FORMATS[candidate].type) === type);
    if (found) return found;
  }
  throw new Refusal(406, `Accept must name one of ${['application/json', ...formats.map((name) => bare(FORMATS[name].type))].join(', ')}`, {
    allowed,
  });
}

/** A name for a file of an answer: of letters, digits, points and dashes only, so that no header and no disk can be misled. */
export function fileNameOf(operation: Operation, input: Record<string, unknown>, format: Format): string {
  const words = operation.positional.flatMap((key) => input[key] ?? []).filter((word) => typeof word === 'string');
  const name = ['harbinger', operation.name, ...words]
    .join('-')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$|\.(?=\.)/g, '')
    .slice(0, 80);
  return `${name}.${FORMATS[format].extension}`;
}
