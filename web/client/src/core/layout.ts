/** Where pages stand on the reader's stage, in CSS pixels: a column by prefix sums, or one page at a time.
 *
 * A browser clamps the height of an element (33.5 million pixels at most, less in some), and 20,000 pages are taller than that:
 * the column is looked at through a window whose base moves. Knows numbers only. */
import type { Quad } from "./geometry";
import type { Size, SizeRun } from "./pages";

export interface Zoom {
  /** `auto` fits the width but goes no further than a comfortable size. */
  readonly kind: "auto" | "width" | "page" | "percent";
  /** For `percent`: 100 is true size at 96 pixels an inch. */
  readonly percent: number;
}

/** The room there is for a page, in CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

export const PIXELS_PER_POINT = 96 / 72;
export const STEPS = [25, 33, 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 600, 800];
const COMFORTABLE = 1.35 * PIXELS_PER_POINT;

/** CSS pixels a point for a page of `size` in `frame`. */
export function scaleOf(size: Size, zoom: Zoom, frame: Frame): number {
  const across = Math.max(frame.width, 1) / size.width;
  const down = Math.max(frame.height, 1) / size.height;
  switch (zoom.kind) {
    case "auto":
      return Math.min(across, COMFORTABLE);
    case "width":
      return across;
    case "page":
      return Math.min(across, down);
    case "percent":
      return (zoom.percent / 100) * PIXELS_PER_POINT;
  }
}

/** The zoom at which a place on a page of `size` fills the frame, as far as the ladder goes. */
export function closeUpOn(size: Size, quad: Quad, frame: Frame): Zoom {
  const place = { width: (quad.x1 - quad.x0) * size.width, height: (quad.y1 - quad.y0) * size.height };
  const percent = (scaleOf(place, { kind: "page", percent: 100 }, frame) / PIXELS_PER_POINT) * 100;
  return { kind: "percent", percent: Math.min(percent, STEPS[STEPS.length - 1]!) };
}

/** The next step of the zoom ladder in a direction from `percent`. */
export function zoomStep(percent: number, direction: 1 | -1): number {
  if (direction > 0) return STEPS.find((step) => step > percent + 0.5) ?? STEPS[STEPS.length - 1]!;
  return STEPS.findLast((step) => step < percent - 0.5) ?? STEPS[0]!;
}

/** All pages under one another. `gap` above the first, between any two, and below the last. */
export class Column {
  readonly total: number;
  private readonly tops: Float64Array;
  private readonly widths: Float64Array;
  private readonly gap: number;

  constructor(sizes: readonly SizeRun[], zoom: Zoom, frame: Frame, gap: number) {
    const count = sizes.reduce((sum, run) => sum + run.count, 0);
    this.gap = gap;
    this.tops = new Float64Array(count + 1);
    this.widths = new Float64Array(count);
    let index = 0;
    let top = gap;
    for (const run of sizes) {
      const scale = scaleOf(run, zoom, frame);
      const width = Math.round(run.width * scale);
      const height = Math.round(run.height * scale);
      for (let n = 0; n < run.count; n++, index++) {
        this.tops[index] = top;
        this.widths[index] = width;
        top += height + gap;
      }
    }
    this.tops[index] = top;
    this.total = top;
  }

  get count(): number {
    return this.widths.length;
  }

  top(index: number): number {
    return this.tops[index] ?? this.gap;
  }

  width(index: number): number {
    return this.widths[index] ?? 0;
  }

  height(index: number): number {
    return index < this.count ? this.top(index + 1) - this.top(index) - this.gap : 0;
  }

  /** The page at a depth; a gap belongs to the page below it. Clamped to the column. */
  indexAt(y: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.top(middle + 1) - this.gap > y) high = middle;
      else low = middle + 1;
    }
    return Math.max(low, 0);
  }

  /** First and last page touching `from` … `to`. */
  between(from: number, to: number): readonly [number, number] {
    return [this.indexAt(from), this.indexAt(to)];
  }
}

/** The tallest element the window makes; below every browser's limit at every pixel ratio in use. */
export const WINDOW = 6_000_000;

/** The base that puts depth `y` in the middle of the window. */
export function baseFor(total: number, y: number, window = WINDOW): number {
  if (total <= window) return 0;
  return Math.round(Math.min(Math.max(y - window / 2, 0), total - window));
}

/** A new base when the window's edge is near and there is more beyond it; null when all is well. */
export function rebased(total: number, base: number, scrollTop: number, window = WINDOW): number | null {
  const margin = window / 8;
  const nearTop = scrollTop < margin && base > 0;
  const nearEnd = scrollTop > window - margin && base + window < total;
  return nearTop || nearEnd ? baseFor(total, base + scrollTop, window) : null;
}

/** What a zoom or resize keeps still: a point of a page, as a fraction of its height, at a distance from the stage's top. */
export interface Hold {
  readonly index: number;
  readonly fraction: number;
  readonly offset: number;
}

export function held(column: Column, y: number, offset: number): Hold {
  const index = column.indexAt(y);
  const height = column.height(index);
  return { index, fraction: height > 0 ? (y - column.top(index)) / height : 0, offset };
}

/** The scroll depth at which a hold stands where it stood. */
export function restored(column: Column, hold: Hold): number {
  return column.top(hold.index) + hold.fraction * column.height(hold.index) - hold.offset;
}
