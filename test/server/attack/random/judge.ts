import { homedir } from 'node:os';
import { Problem } from '../../../../src/contract/problem.ts';
import { type Program, ROOT } from '../program.ts';
import { answersIn, type Wired } from '../wire.ts';
import { type Document, type Route, schemaCheck } from './document.ts';
import type { Shot } from './requests.ts';

/** Headers that every answer of ours has. */
const ALWAYS = ['x-content-type-options', 'referrer-policy', 'content-security-policy', 'cross-origin-resource-policy', 'x-request-id'];
/** What the parser of HTTP answers by itself: no body, no type, nothing of us. */
const BY_THE_PARSER = new Set([400, 408, 413, 417, 431]);
/** What answers where nothing is documented. */
const ASTRAY = new Set([200, 204, 304, 400, 401, 403, 404, 405, 406, 414, 415, 422, 429, 503]);
/** Refusals of HTTP itself, which hold for every route. */
const OF_HTTP = new Set([405, 414, 429]);

const STACK = /node_modules|\n\s*at \S+ |\bat [\w.<>]+ \(|\.ts:\d+|file:\/\/\/(?!etc)/;

/** Says what is wrong with the answer to something that was sent; nothing where all is well. */
export function judge(program: Pick<Program, 'folder' | 'tokens'>, document: Document): (shot: Shot, came: Buffer) => string[] {
  const misfit = schemaCheck(document);
  const secret = [ROOT, program.folder, homedir(), ...Object.values(program.tokens)].filter((text) => text.length > 4);

  function bodyFaults({ status, headers, body }: Wired, { route, method }: Pick<Shot, 'route' | 'method'>): string[] {
    const type = headers['content-type']?.split(';')[0] ?? '';
    if (method === 'HEAD' || status === 204 || status === 304) return body === '' ? [] : ['a body where there is none'];
    // The other face has problems of its own shape, by JSON-RPC.
    if (status >= 400 && (type === 'application/problem+json' || route)) return problemFaults({ status, headers, body });
    const media = route?.responses[status]?.content;
    if (!media || type !== 'application/json') return media && !media[type] ? [`${type} is not documented`] : [];
    const wrong = misfit(media[type]?.schema ?? {}, JSON.parse(body));
    return wrong === undefined ? [] : [`not as documented: ${wrong}`];
  }

  function faultsOf(answer: Wired, shot: Shot): string[] {
    const { status, headers, body } = answer;
    if (BY_THE_PARSER.has(status) && body === '' && headers['content-type'] === undefined) return [];
    const texts = `${JSON.stringify(headers)}\n${body}`;
    return [
      ...ALWAYS.filter((name) => headers[name] === undefined).map((name) => `no ${name}`),
      ...((headers['set-cookie'] ?? headers['x-evil']) ? ['a header of ours that is not'] : []),
      ...(STACK.test(texts) ? [`a stack: ${STACK.exec(texts)?.[0]}`] : []),
      ...secret.filter((text) => texts.includes(text)).map((text) => `tells ${text.slice(0, 12)}…`),
      ...(isDocumented(shot.route, status) ? [] : [`status ${status} is not documented`]),
      ...(shot.isWhole || headers['content-type'] ? bodyFaults(answer, shot) : []),
    ];
  }

  return (shot, came) => {
    let answers: Wired[];
    try {
      answers = answersIn(came, { isHead: shot.method === 'HEAD' });
    } catch (error) {
      return [String(error)];
    }
    const first = answers[0];
    if (shot.isWhole && answers.length !== 1) return [`${answers.length} answers`];
    if (!shot.isWhole) return answers.flatMap((answer) => faultsOf(answer, shot));
    return first ? faultsOf(first, shot) : [];
  };
}

const isDocumented = (route: Route | undefined, status: number): boolean =>
  route ? route.responses[status] !== undefined || OF_HTTP.has(status) : ASTRAY.has(status) || status === 202;

function problemFaults({ status, headers, body }: Wired): string[] {
  if (!headers['content-type']?.startsWith('application/problem+json')) return [`a problem of type ${headers['content-type']}`];
  const { success, data, error } = Problem.safeParse(JSON.parse(body));
  if (!success) return [`no problem as it should be: ${error.message.slice(0, 200)}`];
  const faults = [
    ...(data.status === status ? [] : [`status ${status} says ${data.status}`]),
    ...(data.requestId === headers['x-request-id'] ? [] : ['another request id']),
    ...(data.title === '' || data.detail === '' ? ['an empty word'] : []),
    ...(body.length > 20_000 ? [`a problem of ${body.length} characters`] : []),
  ];
  return faults;
}
