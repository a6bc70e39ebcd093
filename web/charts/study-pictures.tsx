import type { Asked } from '../../src/contract/figures/figure-words.ts';
import type { StudyPictures as Pictures } from '../../src/contract/pictures.ts';
import { EventsOnPrice, ForwardPaths, Later, WhatLuckDoes } from './lazy.tsx';

/** The three pictures of a study: events on the price, forward paths, what luck does. On a phone the last two are swiped. */
export function StudyPictures({
  pictures,
  asked,
  anchor,
}: {
  readonly pictures: Pictures;
  readonly asked: Asked;
  readonly anchor: string;
}) {
  const { paths, shifts } = pictures;
  const hasPaths = paths !== null && paths.days.length > 1;
  const hasShifts = shifts !== null && shifts.plain.length > 0;
  return (
    <>
      <Later height={760}>
        <EventsOnPrice pictures={pictures} asked={asked} anchor={`${anchor}-price`} />
      </Later>
      {(hasPaths || hasShifts) && (
        <div className="flex snap-x snap-mandatory gap-6 overflow-x-auto md:grid md:grid-cols-2 md:gap-12 md:overflow-visible">
          {hasPaths && (
            <div className="w-full min-w-0 flex-none snap-start">
              <Later height={560}>
                <ForwardPaths pictures={pictures} paths={paths} anchor={`${anchor}-paths`} />
              </Later>
            </div>
          )}
          {hasShifts && (
            <div className="w-full min-w-0 flex-none snap-start">
              <Later height={560}>
                <WhatLuckDoes pictures={pictures} shifts={shifts} anchor={`${anchor}-luck`} />
              </Later>
            </div>
          )}
        </div>
      )}
    </>
  );
}
