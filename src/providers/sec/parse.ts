import type { z } from 'zod';
import { type EpochDay, formatCivilDate } from '../../core/calendar/civil-date.ts';
import { newYorkInstant } from '../../core/calendar/time-zone.ts';
import { arranged } from '../observations.ts';
import { type Parsed, ProviderError } from '../provider.ts';
import { type Answer, readJson, wrongShape } from '../read-json.ts';
import { counted } from '../wording.ts';
import { companyFacts, type Fact } from './schema.ts';
import { type TrailingYear, trailingYears } from './trailing-year.ts';

/** A figure of net income in US dollars, with its concept and the filing that holds it. */
export interface NetIncome {
  readonly concept: string;
  readonly start: EpochDay;
  readonly end: EpochDay;
  readonly value: number;
  readonly accession: string;
  readonly form: string;
  readonly filed: EpochDay;
}

/** What a company has reported of its net income. */
export interface NetIncomes {
  readonly name: string;
  readonly figures: readonly NetIncome[];
  readonly notes: readonly string[];
}

/** Concepts of net income in the order in which they are taken; what belongs to the owners comes before what includes minorities. */
const CONCEPTS = [
  'us-gaap:NetIncomeLoss',
  'us-gaap:ProfitLoss',
  'us-gaap:NetIncomeLossAvailableToCommonStockholdersBasic',
  'ifrs-full:ProfitLossAttributableToOwnersOfParent',
  'ifrs-full:ProfitLoss',
] as const;
const [USUAL] = CONCEPTS;

/** Proxy statements repeat the figures of annual reports, rounded and without care. */
const PROXY_STATEMENT = /^(?:DEF|PRE)/;

/** Why company facts hold no net income, in a sentence that goes on from the company's name. */
export interface NoNetIncome {
  readonly name: string;
  readonly lack: 'another currency' | 'no net income';
  readonly words: string;
}

/**
 * The net income that company facts hold.
 *
 * @param cik - Ten digits: the company that was asked for.
 * @throws ProviderError `not-found` where there is none in US dollars, `changed-shape`.
 */
export function readNetIncomes(body: string, answer: Answer & { readonly cik: string }): NetIncomes {
  const found = findNetIncomes(body, answer);
  if ('figures' in found) return found;
  const { provider, url } = answer;
  throw new ProviderError(`${provider}: ${found.name} ${found.words}`, { provider, kind: 'not-found', request: url });
}

/**
 * The net income that company facts hold, or why there is none in US dollars.
 *
 * @throws ProviderError `changed-shape`.
 */
export function findNetIncomes(body: string, answer: Answer & { readonly cik: string }): NetIncomes | NoNetIncome {
  const { data, notes } = readJson(body, companyFacts, answer);
  if (String(data.cik).padStart(10, '0') !== answer.cik)
    throw wrongShape(answer, `asked for CIK${answer.cik}, answered with the company ${data.cik}`, { body });
  const currencies = new Set<string>();
  const figures = CONCEPTS.flatMap((concept) => {
    const { USD: dollars = [], ...other } = unitsOf(data.facts, concept);
    for (const unit of Object.keys(other)) currencies.add(unit);
    // Who reports in another currency adds dollars only for convenience, at one rate.
    if (Object.values(other).some((facts) => facts.length > dollars.length)) return [];
    return dollars.map(({ start, end, val: value, accn: accession, form, filed }) => ({
      concept,
      start,
      end,
      value,
      accession,
      form,
      filed,
    }));
  });
  if (figures.length === 0) return { name: data.entityName, ...whyNone(data.facts, currencies) };
  const usable = figures.filter(({ form, start, end, filed }) => start <= end && filed > end && !PROXY_STATEMENT.test(form));
  const proxies = figures.filter(({ form }) => PROXY_STATEMENT.test(form)).length;
  const broken = figures.length - usable.length - proxies;
  return {
    name: data.entityName,
    figures: usable,
    notes: [
      ...notes,
      ...(proxies > 0 ? [`${counted(proxies, 'figure')} of proxy statements left out.`] : []),
      ...(broken > 0 ? [`${counted(broken, 'figure')} left out that were filed before their period ended, or end before they start.`] : []),
    ],
  };
}

type Facts = z.infer<typeof companyFacts>['facts'];
type Units = Readonly<Record<string, readonly Fact[]>>;

/** The figures of a concept, by unit. */
function unitsOf(facts: Facts, concept: (typeof CONCEPTS)[number]): Units {
  const [taxonomy, name] = concept.split(':') as ['us-gaap' | 'ifrs-full', string];
  const concepts = facts[taxonomy] as Readonly<Record<string, { readonly units: Units } | undefined>> | undefined;
  return concepts?.[name]?.units ?? {};
}

/**
 * Net income of the four quarters up to the end of each reported period, US dollars, with every version since it was first known.
 *
 * @param readable - When the world could first read each filing, by accession number; without it, and for those that are not in it,
 * the end of the filing date in New York: filings are accepted until 22:00 there.
 * @throws ProviderError `not-found` where the figures add up to a year nowhere.
 */
export function trailingNetIncome(
  { name, figures, notes }: NetIncomes,
  place: Answer & { readonly body: string },
  readable?: ReadonlyMap<string, number>,
): Parsed {
  const series = CONCEPTS.map((concept) => {
    const amounts = figures.filter((figure) => figure.concept === concept).map(asAmount);
    return { concept, ...trailingYears(amounts) };
  });
  const chosen = firstKnown(series);
  if (chosen.size === 0) {
    const problem = `no four quarters add up to a year in the ${counted(figures.length, 'figure')} of net income of ${name}`;
    throw new ProviderError(`${place.provider}: ${problem}`, { provider: place.provider, kind: 'not-found', request: place.url });
  }
  const rows = [...chosen.values()].flatMap(({ versions }) => versions);
  const without = new Set(series.flatMap((one) => one.without).filter((end) => !chosen.has(end)));
  const untimed = new Set(figures.filter(({ accession }) => readable && !readable.has(accession)).map(({ accession }) => accession)).size;
  const found = rows.map(({ end, value, knownAt }) => ({ date: end, value, knownAt }));
  const all = [
    ...notes,
    ...conceptNotes(chosen),
    ...(untimed > 0 ? [`${counted(untimed, 'filing')} without a time of acceptance: the end of the filing date counts.`] : []),
    ...withoutNote([...without].sort((a, b) => a - b)),
  ];
  return { ...arranged(found, { ...place, notes: all }), unit: 'USD' };

  function asAmount({ start, end, value, accession, form, filed }: NetIncome) {
    const knownAt = readable?.get(accession) ?? newYorkInstant(filed, 24 * 60);
    return { start, end, value, knownAt, isAmendment: form.endsWith('/A') };
  }
}

/** Reads company facts at one go: `readNetIncomes`, then `trailingNetIncome` by the dates of filing. */
export function parseNetIncome(body: string, answer: Answer & { readonly cik: string }): Parsed {
  return trailingNetIncome(readNetIncomes(body, answer), { ...answer, body });
}

interface OfConcept {
  readonly concept: string;
  readonly versions: readonly TrailingYear[];
}

/** For each end the versions of the concept that had a value first: no sum and no history mixes two. */
function firstKnown(series: readonly OfConcept[]): ReadonlyMap<EpochDay, OfConcept> {
  const chosen = new Map<EpochDay, OfConcept>();
  for (const { concept, versions: all } of series) {
    for (const [end, versions] of Map.groupBy(all, (version) => version.end)) {
      const before = chosen.get(end)?.versions[0];
      if (before === undefined || (versions[0] as TrailingYear).knownAt < before.knownAt) chosen.set(end, { concept, versions });
    }
  }
  return chosen;
}

function conceptNotes(chosen: ReadonlyMap<EpochDay, OfConcept>): string[] {
  const byConcept = Map.groupBy(chosen, ([, { concept }]) => concept);
  if (byConcept.size === 1 && byConcept.has(USUAL)) return [];
  return [...byConcept].map(([concept, ends]) => {
    const days = ends.map(([end]) => end);
    return `${counted(days.length, 'period end')} from ${concept} (${formatCivilDate(Math.min(...days))} to ${formatCivilDate(Math.max(...days))}).`;
  });
}

function withoutNote(ends: readonly EpochDay[]): string[] {
  if (ends.length === 0) return [];
  const shown = ends.slice(0, 4).map(formatCivilDate).join(', ');
  const which = ends.length > 4 ? `${shown} …` : shown;
  return [`${counted(ends.length, 'period end')} without a value, because what was reported does not add up to a year there (${which}).`];
}

function whyNone(facts: Record<string, unknown>, currencies: ReadonlySet<string>): Omit<NoNetIncome, 'name'> {
  if (currencies.size > 0)
    return { lack: 'another currency', words: `reports its net income in ${[...currencies].join(', ')}, not in US dollars` };
  const words =
    'us-gaap' in facts || 'ifrs-full' in facts
      ? `has reported no net income (${CONCEPTS.join(', ')})`
      : 'has reported no figures under US-GAAP or IFRS';
  return { lack: 'no net income', words };
}
