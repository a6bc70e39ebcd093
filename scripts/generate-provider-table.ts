// Makes docs/reference/providers.md from the providers' own terms, and from what they do with their recorded answers.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import type { CalendarName } from '../src/core/calendar/schedule.ts';
import type { FetchRequest, Provider } from '../src/providers/provider.ts';
import type { GoodCase, ProviderCases } from '../test/conformance/providers/cases.ts';
import { allCases, fetchCase, outcomeOf, playOf } from '../test/conformance/providers/fetch-case.ts';
import { type Playing, QUICK, startPlaying } from '../test/conformance/providers/play.ts';

const FOLDER = new URL('../src/providers/', import.meta.url);

const introduction = `# Data providers

Made from the providers themselves by \`node scripts/generate-provider-table.ts\`; do not edit.

A series of the catalogue names one or more addresses, such as \`yahoo: ^RUT\`: a provider and what it is asked for. The first that
answers wins.
`;

const table = `## What each can do

Shown on recorded answers. Every provider also passes the same tests of what may go wrong: an empty answer, a page instead of data,
text that breaks off, HTTP 429 with and without \`Retry-After\`, 451, bursts of 5xx, resets, half bodies, wrong lengths, slow
drips, missing and unknown fields, values of another type. None of them ends in a wrong number or in silence. \`some\` stands where
it depends on the address, or on whether everything is asked for.
`;

/** What a provider did. */
interface Shown {
  readonly cadences: ReadonlySet<string>;
  readonly hasAdjusted: boolean;
  readonly hasVintages: boolean;
  readonly hasUnits: boolean;
  /** Whether a request says from which date on. */
  readonly asksSince: boolean;
  readonly isPaged: boolean;
  readonly isConditional: boolean;
}

const CADENCE: Readonly<Record<CalendarName, string>> = {
  'utc-daily': 'daily',
  'new-york': 'daily',
  weekdays: 'daily',
  'weekly-new-york': 'weekly',
  'weekly-utc': 'weekly',
  monthly: 'monthly',
  irregular: 'irregular',
};

/** The text of the page. */
export async function generateProviderPage(): Promise<string> {
  const providers = await allProviders();
  const cases = [...(await allCases()).values()];
  const rows: string[] = [];
  for (const provider of providers) {
    const shown: Shown[] = [];
    for (const own of cases.filter((each) => each.provider === provider)) shown.push(...(await showing(own)));
    rows.push(row(provider, shown));
  }
  const head = [
    'provider',
    'values',
    'adjusted closes',
    'vintages',
    'unit stated',
    'key',
    'asks since a date',
    'requests',
    'asks whether it changed',
  ];
  const lines = [head, head.map(() => '---'), ...rows.map((cells) => [cells])].map((cells) => `| ${cells.join(' | ')} |`);
  return `${introduction}\n${table}\n${lines.join('\n')}\n\n${providers.map(section).join('\n')}`;
}

async function allProviders(): Promise<Provider[]> {
  const folders = readdirSync(FOLDER).filter((name) => name !== 'file' && existsSync(new URL(`${name}/provider.ts`, FOLDER)));
  const modules = await Promise.all(folders.sort().map((name) => import(new URL(`${name}/provider.ts`, FOLDER).href)));
  return modules.flatMap((module: Record<string, unknown>) => Object.values(module).filter(isProvider));
}

const isProvider = (thing: unknown): thing is Provider =>
  typeof thing === 'object' && thing !== null && 'terms' in thing && 'fetch' in thing;

async function showing(cases: ProviderCases): Promise<Shown[]> {
  const playing = await startPlaying([playOf(cases, [])], { http: { ...QUICK, patience: { retries: 0 } } });
  const shown: Shown[] = [];
  for (const one of cases.good) shown.push(await shownBy(playing, cases, one));
  await playing.close();
  return shown;
}

async function shownBy(playing: Playing, cases: ProviderCases, one: GoodCase): Promise<Shown> {
  const answers = one.answers.map((answer) => ({ ...answer, headers: { ...answer.headers, etag: '"shown"' } }));
  const firstAsked = async (asked: Partial<GoodCase>, rest: Partial<FetchRequest> = {}) => {
    playing.play([playOf(cases, answers)]);
    const outcome = await outcomeOf(fetchCase(playing, cases, { ...one, ...asked, ...rest } as GoodCase));
    return { outcome, requests: playing.requests.map(({ path }) => path) };
  };
  const { outcome, requests } = await firstAsked({});
  if (outcome instanceof Error) throw outcome;
  const later = await firstAsked({ since: one.observations.last[0] });
  const earlier = await firstAsked({ since: one.observations.first[0] });
  return {
    cadences: new Set([CADENCE[one.calendar]]),
    hasAdjusted: outcome.adjusted !== undefined,
    hasVintages: outcome.knownAt !== undefined,
    hasUnits: outcome.unit !== undefined,
    asksSince: one.observations.last[0] !== one.observations.first[0] && later.requests[0] !== earlier.requests[0],
    isPaged: new Set(requests).size > 1,
    isConditional: outcome.etag !== undefined,
  };
}

function row({ name, terms }: Provider, shown: readonly Shown[]): string {
  const some = (what: keyof Shown) =>
    shown.some((each) => each[what] === true) ? (shown.every((each) => each[what] === true) ? 'yes' : 'some') : '–';
  const cells = [
    `[${name}](#${name})`,
    [...new Set(shown.flatMap(({ cadences }) => [...cadences]))].join(', '),
    some('hasAdjusted'),
    some('hasVintages'),
    some('hasUnits'),
    terms.key === null ? 'none' : terms.key.isRequired ? 'needed' : 'optional',
    some('asksSince'),
    shown.some(({ isPaged }) => isPaged) ? 'several' : 'one',
    some('isConditional'),
  ];
  return cells.join(' | ');
}

function section({ name, terms }: Provider): string {
  const { title, hosts, addresses, history, rate, key, wantsContact, licence } = terms;
  const seconds = rate.perSeconds === 1 ? 'a second' : `in ${rate.perSeconds} seconds`;
  const requests = rate.requests === 1 ? '1 request' : `${rate.requests} requests`;
  return `## ${name}

${title}.

${addresses.map(({ form, example, gives }) => `- \`${form}\` (\`${name} ${example}\`): ${gives}.`).join('\n')}

- **History**: ${history}.
- **Vintages**: ${terms.hasVintages ? 'it tells when each value was first known.' : 'none; a value that changes is kept beside the old one from the day on which it was seen.'}
- **Key**: ${key === null ? 'none.' : `\`${key.variable}\`, ${key.isRequired ? 'needed' : 'optional'}; from ${key.from}.`}
${wantsContact ? '- **Contact**: it demands a mail address in each request: `HARBINGER_CONTACT`.\n' : ''}- **Asked** at most ${requests} ${seconds}, ${rate.atOnce} at once: ${hosts.map((host) => `\`${host}\``).join(', ')}.
- **Licence**: ${licence}
`;
}

if (import.meta.main) writeFileSync(new URL('../docs/reference/providers.md', import.meta.url), await generateProviderPage());
