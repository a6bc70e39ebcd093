import type { ScanSteps, SharedStep } from './load.ts';
import type { CostName } from './settings.ts';

/** How large a scan is: triggers of one calendar, and markets times horizons. */
export interface ScanSize {
  readonly triggers: number;
  readonly outcomes: number;
}

/** What could be done another way. */
export interface ScanManner {
  /** Whether the panel, events and parts lie in object storage, so that the database only hears of them. */
  readonly isElsewhere: boolean;
  /** Whether a worker fetches the events of its own blocks alone, where blocks of the same triggers are one task. */
  readonly hasOwnEvents: boolean;
  /** Whether planning and stepping down are shared out like blocks. */
  readonly isSharedWhole: boolean;
}

/** As it is built. */
export const AS_BUILT: ScanManner = { isElsewhere: false, hasOwnEvents: false, isSharedWhole: false };

/**
 * The steps of a scan that so many workers share: triggers are evaluated by all, planned by who asks, computed by all, put together by who asks, who
 * reads events and parts as they come.
 */
export function scanSteps(
  { triggers, outcomes, workers }: ScanSize & { readonly workers: number },
  costs: Readonly<Record<CostName, number>>,
  { isElsewhere, hasOwnEvents, isSharedWhole }: ScanManner = AS_BUILT,
): ScanSteps {
  const blocks = Math.ceil(triggers / costs.blockHypotheses) * outcomes;
  const megabytes = { panel: costs.panelBytes / 1e6, events: (triggers * costs.eventBytes) / 1e6, parts: (blocks * costs.partBytes) / 1e6 };
  const moved = (size: number, each: number) => (isElsewhere ? 0 : size * each);
  const carried = (size: number) => (isElsewhere ? 0 : size / costs.linkMegabytes);
  const supply = (size: number, preparing: number, isKept: boolean) => ({
    isKept,
    ...{ reading: moved(size, costs.readMegabyte) + costs.smallRead, sending: carried(size), preparing },
  });
  const panel = supply(megabytes.panel, costs.openPanel, true);
  const events = supply(megabytes.events, 0, false);
  const shared = (
    kind: SharedStep['kind'],
    work: number,
    step: { readonly needs: SharedStep['needs']; readonly size: number },
  ): SharedStep => {
    const least = Math.max(costs.taskLeast, work / (costs.tasksAWorker * workers));
    const tasks = Math.max(1, Math.ceil(work / Math.min(costs.taskMost, least)));
    return {
      kind,
      tasks,
      seconds: work / tasks,
      needs: step.needs ?? [],
      writing: moved(step.size / tasks, costs.writeMegabyte) + costs.smallRead,
    };
  };
  const blockTasks = (work: number): SharedStep => {
    if (!hasOwnEvents) return shared('block', work, { needs: [panel, events], size: megabytes.parts });
    const step = shared('block', work, { needs: [panel], size: megabytes.parts });
    // A task lies within the triggers of one block, or over a border of two.
    const own = (2 * Math.min(triggers, costs.blockHypotheses) * costs.eventBytes) / 1e6;
    return { ...step, writing: (step.writing ?? 0) + moved(own, costs.readMegabyte) };
  };
  const planning = blocks * costs.planBlock;
  const reducing = blocks * (costs.foldPart + costs.stepDownPart);
  const [sharedMore, aloneMore] = isSharedWhole ? [planning + reducing, 0] : [0, 1];
  return [
    { seconds: 0, database: moved(megabytes.panel, costs.writeMegabyte) },
    shared('triggers', triggers * costs.trigger, { needs: [panel], size: megabytes.events }),
    { seconds: aloneMore * planning, database: 0 },
    blockTasks(blocks * costs.block + sharedMore),
    { seconds: aloneMore * reducing, database: 0 },
  ];
}
