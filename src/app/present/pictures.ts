import type { ForwardPaths, PricePath, ShiftPicture, StudyPictures } from '../../contract/pictures.ts';
import { formatCivilDate, spanDays } from '../../core/calendar/civil-date.ts';
import { curve } from '../../core/language/evaluate.ts';
import { print } from '../../core/language/print.ts';
import type { CallNode, SyntaxNode } from '../../core/language/syntax.ts';
import { forwardPaths } from '../../core/methods/event-study/forward-paths.ts';
import { isSpan } from '../../core/series/curve.ts';
import type { JudgedStudy } from '../family.ts';
import { environmentAsOf, type Panel } from '../panel.ts';
import { horizonWords } from './study-sentence.ts';
import { withheldWords } from './withheld-words.ts';

interface Families {
  /** With all instances to date. */
  readonly family: readonly JudgedStudy[];
  /** The same as known when the claim was made: luck and the mean are drawn from it, and what came since apart. */
  readonly known?: readonly JudgedStudy[];
}

/** The numbers behind the pictures of one study of a family. */
export function studyPictures(panel: Panel, index: number, { family, known = family }: Families): StudyPictures {
  const judged = family[index] as JudgedStudy;
  const judgedThen = known[index] as JudgedStudy;
  const statusOf = eventStatus(judged, judgedThen);
  const { study } = judged;
  return {
    trigger: pricePath(panel, judged, firstSeries(judged.question.trigger.node)),
    target: pricePath(panel, judged, firstSeries(judged.outcome.node)),
    events: eventIndices(judged).map((i) => eventMark(judged, i, statusOf(i))),
    horizonLabel: horizonWords(study),
    paths: pathsOf(family, { own: judged, then: judgedThen }, statusOf),
    shifts: shiftsOf(judgedThen),
  };
}

type EventStatus = StudyPictures['events'][number]['status'];

const eventIndices = ({ study }: JudgedStudy): number[] => Array.from(study.trigger.on.keys()).filter((i) => study.trigger.on[i]);

function eventStatus({ study }: JudgedStudy, then: JudgedStudy): (index: number) => EventStatus {
  const { periods } = study.outcomes;
  const settled = new Set(Array.from(then.study.instances, (i) => then.study.trigger.dates[i]));
  return (i) => {
    if ((periods.entry[i] as number) < 0) return periods.upcoming[i] ? 'pending' : 'no outcome';
    if (!periods.complete[i]) return 'pending';
    return settled.has(study.trigger.dates[i]) ? 'known' : 'since';
  };
}

function eventMark({ study }: JudgedStudy, i: number, status: EventStatus): StudyPictures['events'][number] {
  const { outcomes, trigger } = study;
  const { periods, target } = outcomes;
  const entry = periods.entry[i] as number;
  const due = periods.due[i] as number;
  const value = outcomes.values[i] as number;
  const shown = outcomes.kind === 'return' ? Math.expm1(value) : value;
  return {
    date: formatCivilDate(trigger.dates[i] as number),
    value: trigger.values[i] as number,
    entryDate: entry < 0 ? null : formatCivilDate(target.dates[entry] as number),
    endDate: entry < 0 || due < 0 ? null : formatCivilDate(due),
    outcome: status === 'known' || status === 'since' ? shown : null,
    status,
  };
}

/** The first series that an expression mentions. */
function firstSeries(node: SyntaxNode): SyntaxNode | undefined {
  if (node.kind === 'series' || node.kind === 'text') return node;
  const children =
    node.kind === 'call'
      ? (node as CallNode).args.map(({ value }) => value)
      : node.kind === 'unary'
        ? [node.operand]
        : node.kind === 'binary'
          ? [node.left, node.right]
          : [];
  for (const child of children) {
    const found = firstSeries(child);
    if (found) return found;
  }
  return undefined;
}

function pricePath(panel: Panel, judged: JudgedStudy, node: SyntaxNode | undefined): PricePath | null {
  if (!node) return null;
  const { dates, values } = curve(node, { environment: environmentAsOf(panel, judged.asOf), text: '' });
  const id = node.kind === 'text' ? node.text : print(node);
  const series = panel.series.get(id);
  if (!series) return null;
  return {
    id,
    title: series.title,
    unit: series.unit,
    source: series.source,
    dates: Array.from(dates, formatCivilDate),
    values: Array.from(values),
  };
}

/** Paths over the longest horizon of the family that reads the same target. */
function pathsOf(
  family: readonly JudgedStudy[],
  { own, then }: { readonly own: JudgedStudy; readonly then: JudgedStudy },
  statusOf: (index: number) => EventStatus,
): ForwardPaths | null {
  const target = own.outcome.series[0];
  const horizons = family.flatMap(({ outcome, study }) =>
    outcome.series[0] === target && isSpan(study.outcomes.horizon) ? [spanDays(study.outcomes.horizon)] : [],
  );
  // The path of one target says nothing of its excess over another.
  if (own.study.outcomes.kind === 'log difference') return null;
  const paths = forwardPaths(then.study);
  const eventPaths = then === own ? paths : forwardPaths(own.study);
  if (!paths || !eventPaths) return null;
  const [p10, p25, p50, p75, p90] = paths.band.map((quantiles) => Array.from(quantiles)) as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  return {
    days: Array.from(paths.days),
    band: { p10, p25, p50, p75, p90 },
    observations: paths.observations,
    baseMean: Array.from(paths.baseMean),
    events: eventPaths.events.map(({ index: i, growth }) => {
      const status = statusOf(i);
      return {
        date: formatCivilDate(own.study.trigger.dates[i] as number),
        status: status === 'no outcome' ? 'pending' : status,
        growth: Array.from(growth),
      };
    }),
    mean: paths.mean ? Array.from(paths.mean) : null,
    horizons: [...new Set(horizons)].filter((days) => days <= (paths.days.at(-1) as number)).sort((a, b) => a - b),
  };
}

function shiftsOf({ study, standing, question }: JudgedStudy): ShiftPicture | null {
  if (!study.shifts || !standing) return null;
  const { plain, centred } = study.shifts;
  const measure = { return: 'mean log return', 'log difference': 'mean log difference', hit: 'share of hits', days: 'mean days' }[
    study.outcomes.kind
  ];
  return {
    label: `${measure}, ${horizonWords(study)}`,
    plain: Array.from(plain),
    centred: Array.from(centred),
    observedPlain: plain[0] as number,
    observedCentred: centred[0] as number,
    minimumDetectableEffect: study.minimumDetectableEffect?.[question.direction] ?? null,
    leaveOneOut: standing.leaveOneOut.map(({ place, observed }) => ({
      date: formatCivilDate(standing.circle.dates[place] as number),
      observed,
    })),
    withheld: withheldWords({ study, standing, question }) !== null,
    direction: question.direction,
    outcomeKind: study.outcomes.kind,
  };
}
