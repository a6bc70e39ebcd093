/** What a mistyped name most likely meant, for the faces. */
export { didYouMean, nearestName } from '../core/text/nearest-name.ts';
