import { lazy, Suspense } from 'react';
import type { Asked } from '../../src/contract/figures/figure-words.ts';
import type { StudyPictures as Pictures } from '../../src/contract/pictures.ts';
import { SkeletonBox } from '../parts/skeleton.tsx';
import { ForwardPaths } from './forward-paths.tsx';
import { WhatLuckDoes } from './what-luck-does.tsx';

// The price chart's library is the heaviest part of the page: it comes while the rest is read.
const EventsOnPrice = lazy(async () => ({ default: (await import('./events-on-price.tsx')).EventsOnPrice }));

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
      <Suspense fallback={<SkeletonBox height={600} label="" />}>
        <EventsOnPrice pictures={pictures} asked={asked} anchor={`${anchor}-price`} />
      </Suspense>
      {(hasPaths || hasShifts) && (
        <div className="flex snap-x snap-mandatory gap-6 overflow-x-auto md:grid md:grid-cols-2 md:gap-12 md:overflow-visible">
          {hasPaths && (
            <div className="w-full min-w-0 flex-none snap-start">
              <ForwardPaths pictures={pictures} paths={paths} anchor={`${anchor}-paths`} />
            </div>
          )}
          {hasShifts && (
            <div className="w-full min-w-0 flex-none snap-start">
              <WhatLuckDoes pictures={pictures} shifts={shifts} anchor={`${anchor}-luck`} />
            </div>
          )}
        </div>
      )}
    </>
  );
}
