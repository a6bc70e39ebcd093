import { lazy, type ReactNode, Suspense } from 'react';
import { SkeletonBox } from '../parts/skeleton.tsx';

// The libraries that draw are the heaviest part of the page: they come while the rest is read.
export const EventsOnPrice = lazy(async () => ({ default: (await import('./events-on-price.tsx')).EventsOnPrice }));
export const ForwardPaths = lazy(async () => ({ default: (await import('./forward-paths.tsx')).ForwardPaths }));
export const WhatLuckDoes = lazy(async () => ({ default: (await import('./what-luck-does.tsx')).WhatLuckDoes }));
export const SpecificationCurve = lazy(async () => ({ default: (await import('./specification-curve.tsx')).SpecificationCurve }));
export const BeliefCurve = lazy(async () => ({ default: (await import('./belief-curve.tsx')).BeliefCurve }));
export const ReliabilityDiagram = lazy(async () => ({ default: (await import('./reliability.tsx')).ReliabilityDiagram }));
export const TradeWealth = lazy(async () => ({ default: (await import('./trade-wealth.tsx')).TradeWealth }));

/** Holds the place of a picture that is still to come. */
export function Later({ height, children }: { readonly height: number; readonly children: ReactNode }) {
  return (
    <Suspense
      fallback={
        <div className="mt-8">
          <SkeletonBox height={height} label="" />
        </div>
      }
    >
      {children}
    </Suspense>
  );
}
