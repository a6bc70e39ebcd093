import type { EpochDay } from '../../core/calendar/civil-date.ts';
import type { Action } from './schema.ts';

/** How far a bill has come; 0 before its introduction. */
const STAGES = {
  introduced: 1,
  'reported by a committee': 2,
  'passed by one chamber': 3,
  'passed by both chambers': 4,
  'presented to the President': 5,
  law: 6,
} as const;

type Milestone = Exclude<keyof typeof STAGES, `passed by ${string}`> | 'passed by the House' | 'passed by the Senate';

/**
 * What marks a milestone: the codes of the Library of Congress (numbers), of the House (`H…`) and of the President (`E…`) after the
 * user guide of the bill status data, a type of action, or the beginning of its text.
 */
interface Mark {
  readonly milestone: Milestone;
  readonly codes: readonly string[];
  readonly type?: string;
  readonly text: RegExp;
}

const MARKS: readonly Mark[] = [
  {
    milestone: 'introduced',
    codes: ['1000', '1025', '10000', 'Intro-H', 'Intro-S'],
    text: /^(?:Introduced|Submitted) in (?:the )?(?:House|Senate)\b/,
  },
  {
    milestone: 'reported by a committee',
    codes: ['5000', '14000', 'H12100', 'H12200'],
    text: /^(?:Committee on [^.]+\. )?(?:Original measure r|R)eported (?:\([^)]*\) |original measure )?(?:by|to)\b/,
  },
  { milestone: 'passed by the House', codes: ['8000'], text: /^Passed(?:\/agreed to in)? (?:the )?House\b/ },
  { milestone: 'passed by the Senate', codes: ['17000'], text: /^Passed(?:\/agreed to in)? (?:the )?Senate\b/ },
  { milestone: 'presented to the President', codes: ['28000', 'E20000'], text: /^Presented to (?:the )?President\b/ },
  { milestone: 'law', codes: ['36000', 'E40000'], type: 'BecameLaw', text: /^Became (?:Public|Private) Law\b/ },
];

/** Types of action, of the user guide and of the answers themselves. Others are counted in a note, and marked by code and text alone. */
const TYPES: ReadonlySet<string> = new Set([
  ...['IntroReferral', 'Committee', 'Calendars', 'Discharge', 'Floor', 'ResolvingDifferences', 'President', 'BecameLaw', 'Veto'],
  ...['Procedural', 'NotUsed', 'Introduced in House', 'Introduced in Senate', 'House Actions', 'Senate Actions', 'Chamber Actions'],
  ...['Chamber Consideration Actions', 'Committee Actions', 'Conference Actions', 'Amending Actions', 'Significant Actions'],
  ...['Actions by the President', 'Actions Related to President', 'Actions Related to Veto', 'ForwardY-N', 'Unknown', 'VARIES'],
]);

/** Whether a type of action is among those that are known. */
export const isKnownType = (type: string): boolean => TYPES.has(type);

/** The milestones that an action marks: none for most. */
function milestonesOf({ actionCode, type, text }: Action): Milestone[] {
  return MARKS.flatMap((mark) => {
    const isMarked = mark.codes.includes(actionCode ?? '') || mark.type === type || mark.text.test(text);
    return isMarked ? [mark.milestone] : [];
  });
}

/**
 * The dates on which the stage of a bill rose, with the highest stage of the date. It never falls: a bill that is sent back or
 * vetoed keeps the stage that it had.
 *
 * @param actions - Ascending in date.
 */
export function risesOf(actions: readonly Action[]): { readonly date: EpochDay; readonly value: number }[] {
  const reached = new Set<Milestone>();
  const byDate = new Map<EpochDay, number>();
  let stage = 0;
  for (const action of actions) {
    for (const milestone of milestonesOf(action)) reached.add(milestone);
    const now = stageOf(reached);
    if (now > stage) byDate.set(action.actionDate, now);
    stage = Math.max(stage, now);
  }
  return Array.from(byDate, ([date, value]) => ({ date, value }));
}

function stageOf(reached: ReadonlySet<Milestone>): number {
  if (reached.has('law')) return STAGES.law;
  if (reached.has('presented to the President')) return STAGES['presented to the President'];
  const chambers = Number(reached.has('passed by the House')) + Number(reached.has('passed by the Senate'));
  if (chambers > 0) return chambers === 2 ? STAGES['passed by both chambers'] : STAGES['passed by one chamber'];
  if (reached.has('reported by a committee')) return STAGES['reported by a committee'];
  return reached.has('introduced') ? STAGES.introduced : 0;
}
