import * as Plot from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';

interface PlotDrawingProps {
  /** Makes the options for a width in pixels; keep it stable between renders. */
  readonly options: (width: number) => Plot.PlotOptions;
  /** Called with the datum under the pointer, where marks give one (Plot.pointer and the like). */
  readonly onPoint?: (value: unknown) => void;
}

/** An Observable Plot that follows the width of its place. Colours are variables of the page, so that dark needs no second drawing. */
export function PlotDrawing({ options, onPoint }: PlotDrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current as HTMLDivElement;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const element = place.current as HTMLDivElement;
    if (width === 0) return;
    const drawing = Plot.plot({ width, ...options(width), className: 'plot' });
    // The figure around it says what it shows.
    drawing.setAttribute('aria-hidden', 'true');
    // Its own style element is not let in by the page's policy, and style.css says the same.
    for (const style of drawing.querySelectorAll('style')) style.remove();
    const listen = () => onPoint?.((drawing as unknown as { value: unknown }).value);
    drawing.addEventListener('input', listen);
    element.replaceChildren(drawing);
    return () => drawing.removeEventListener('input', listen);
  }, [width, options, onPoint]);
  return <div ref={place} className="plot-place w-full min-w-0" />;
}
