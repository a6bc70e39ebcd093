import type { ISeriesApi, ISeriesPrimitive, ISeriesPrimitiveAxisView } from 'lightweight-charts';
import { linearTicks, logTicks } from '../../src/contract/figures/ticks.ts';
import { formatLevel } from '../../src/contract/format.ts';
import type { PageColours } from './colours.ts';

/** Pixels between two ticks. */
const SPACE = 38;
/** Pixels around the last value's label in which no tick stands. */
const CLEAR = 16;

interface Tick {
  readonly y: number;
  readonly text: string;
}

interface PriceTicksOptions {
  readonly isLog: boolean;
  /** Highest and last value: above the one no tick stands, and none where the label of the other does. */
  readonly highest: number;
  readonly last: number;
  readonly colours: PageColours;
}

/**
 * The ticks of a price axis and their grid, at round numbers. The chart's own leave an axis of several powers of ten without any.
 */
export class PriceTicks implements ISeriesPrimitive {
  #ticks: readonly Tick[] = [];
  #labels: readonly ISeriesPrimitiveAxisView[] = [];
  #series: ISeriesApi<'Line'> | undefined;
  readonly #options: PriceTicksOptions;
  readonly #grid;

  constructor(options: PriceTicksOptions) {
    this.#options = options;
    this.#grid = [
      {
        zOrder: () => 'bottom' as const,
        renderer: () => ({
          draw: (target: {
            useMediaCoordinateSpace<T>(draw: (scope: { context: CanvasRenderingContext2D; mediaSize: { width: number } }) => T): T;
          }) =>
            target.useMediaCoordinateSpace(({ context, mediaSize }) =>
              paintGrid(context, { ticks: this.#ticks, width: mediaSize.width, colour: options.colours.grid }),
            ),
        }),
      },
    ];
  }

  attached({ series }: { series: unknown }): void {
    this.#series = series as ISeriesApi<'Line'>;
  }

  updateAllViews(): void {
    const series = this.#series;
    if (series === undefined) return;
    const height = series.getPane().getHeight();
    const [high, low] = [series.coordinateToPrice(0), series.coordinateToPrice(height)];
    if (high === null || low === null || !(high > low)) return;
    const { isLog, highest, last, colours } = this.#options;
    const most = Math.max(2, Math.floor(height / SPACE));
    const lastY = series.priceToCoordinate(last) ?? -100;
    const values = isLog && low > 0 ? logTicks(low, high, most) : linearTicks(low, high, most);
    this.#ticks = values
      .filter((value) => value <= highest * 1.5 || highest <= 0)
      .flatMap((value) => {
        const y = series.priceToCoordinate(value);
        return y === null || y < 8 || y > height - 8 ? [] : [{ y, text: formatLevel(value) }];
      });
    this.#labels = this.#ticks.filter(({ y }) => Math.abs(y - lastY) > CLEAR).map((tick) => labelOf(tick, colours));
  }

  priceAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return this.#labels;
  }

  paneViews() {
    return this.#grid;
  }
}

function labelOf({ y, text }: Tick, { muted }: PageColours): ISeriesPrimitiveAxisView {
  return { coordinate: () => y, fixedCoordinate: () => y, text: () => text, textColor: () => muted, backColor: () => 'rgba(0, 0, 0, 0)' };
}

function paintGrid(
  context: CanvasRenderingContext2D,
  { ticks, width, colour }: { readonly ticks: readonly Tick[]; readonly width: number; readonly colour: string },
): void {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (const { y } of ticks) {
    context.moveTo(0, Math.round(y) + 0.5);
    context.lineTo(width, Math.round(y) + 0.5);
  }
  context.stroke();
  context.restore();
}
