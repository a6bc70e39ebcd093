import { luckWords } from '../../contract/figures/luck-words.ts';
import type { StudyPictures } from '../../contract/pictures.ts';
import type { Markup } from '../markup.ts';
import { drawSvg } from './draw.ts';
import { type FigureContext, frameFigure } from './figure.ts';
import { MARGIN, plotLeaveOneOut, plotShifts, WIDTH } from './luck-panels.ts';

/**
 * Picture 3, what luck does: the statistic of the same events moved to every other place on the calendar, as it was
 * and with each era's own mean taken out, with the observed values, the smallest visible effect and the values with
 * one event left out. Null where the shifts are missing.
 */
export function whatLuckDoes(pictures: StudyPictures, context: FigureContext): Markup | null {
  const { shifts } = pictures;
  if (shifts === null || shifts.plain.length === 0) return null;
  const words = luckWords(pictures, shifts);
  const { scale, bins, labels, axis, alt } = words;
  const upper = plotShifts(shifts, { ...scale, bins, labels, axis });
  const lower = plotLeaveOneOut(shifts, scale);
  const height = MARGIN.head + MARGIN.histogram + MARGIN.axis + lower.height;
  const panels = [
    { top: 0, options: upper },
    { top: height - lower.height, options: lower.options },
  ];
  return frameFigure({
    ...words,
    context,
    className: 'what-luck-does',
    svgs: [drawSvg({ id: `${context.id}-drawing`, width: WIDTH, height, fontSize: 13, alt, panels })],
  });
}
