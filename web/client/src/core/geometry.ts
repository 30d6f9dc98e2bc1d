/** Places on a page: 0–1 from the top left as displayed. Also which detail of a page to ask for when it is looked at closely. */
export interface Quad {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Degrees clockwise. */
export type Rotation = 0 | 90 | 180 | 270;

/** Where a point of a page stands on the page as it is seen, turned. Turned by the rest of the circle, it is the point again. */
export function turnedPoint({ x, y }: Point, rotation: Rotation): Point {
  if (rotation === 90) return { x: 1 - y, y: x };
  if (rotation === 180) return { x: 1 - x, y: 1 - y };
  return rotation === 270 ? { x: y, y: 1 - x } : { x, y };
}

export const turnedQuad = ({ x0, y0, x1, y1 }: Quad, rotation: Rotation): Quad =>
  quadBetween(turnedPoint({ x: x0, y: y0 }, rotation), turnedPoint({ x: x1, y: y1 }, rotation));

const within = (value: number) => Math.min(Math.max(value, 0), 1);

/** The upright rectangle between two corners, kept on the page. */
export function quadBetween(a: Point, b: Point): Quad {
  return {
    x0: within(Math.min(a.x, b.x)),
    y0: within(Math.min(a.y, b.y)),
    x1: within(Math.max(a.x, b.x)),
    y1: within(Math.max(a.y, b.y)),
  };
}

export function union(quads: readonly Quad[]): Quad | undefined {
  return quads.reduce<Quad | undefined>(
    (all, q) =>
      all
        ? { x0: Math.min(all.x0, q.x0), y0: Math.min(all.y0, q.y0), x1: Math.max(all.x1, q.x1), y1: Math.max(all.y1, q.y1) }
        : q,
    undefined,
  );
}

export function contains(quad: Quad, point: Point, slack = 0): boolean {
  return point.x >= quad.x0 - slack && point.x <= quad.x1 + slack && point.y >= quad.y0 - slack && point.y <= quad.y1 + slack;
}

export const area = (quad: Quad): number => Math.max(quad.x1 - quad.x0, 0) * Math.max(quad.y1 - quad.y0, 0);

/** Big enough to have been meant: a slip of the hand is not a box. */
export const meant = (quad: Quad): boolean => quad.x1 - quad.x0 > 0.008 && quad.y1 - quad.y0 > 0.004;

/** CSS percentages of a place, for a child of the page's own box. */
export function percentages(quad: Quad): { left: string; top: string; width: string; height: string } {
  const cut = (value: number) => `${(value * 100).toFixed(3)}%`;
  return { left: cut(quad.x0), top: cut(quad.y0), width: cut(quad.x1 - quad.x0), height: cut(quad.y1 - quad.y0) };
}

/** The widths a page is drawn at, in pixels. */
export const THUMBNAIL = 160;
export const READING = 1200;
export const FINE = 1800;
const BLUR = 1.33;

/** The width to ask for when a page stands `shown` device pixels wide. */
export function widthFor(shown: number): number {
  if (shown <= THUMBNAIL * BLUR) return THUMBNAIL;
  return shown > READING * BLUR ? FINE : READING;
}

export interface Detail {
  readonly quad: Quad;
  /** The width of the answer in pixels. */
  readonly width: number;
}

const MOST_PIXELS = 2400;
const FINEST_GRID = 16; // the server's own: a finer one would be widened to it

/** The part of a page to draw sharper than `FINE`, or null when that is sharp enough. Snapped outward to a grid that depends
 *  only on how closely the page is looked at, so that people looking at the same passage ask for the same picture. */
export function detailFor(visible: Quad, shown: number): Detail | null {
  if (shown <= FINE * BLUR || area(visible) === 0) return null;
  const level = Math.ceil(Math.log2(shown / FINE));
  const cells = Math.min(2 ** (level + 1), FINEST_GRID);
  const quad = {
    x0: Math.floor(visible.x0 * cells) / cells,
    y0: Math.floor(visible.y0 * cells) / cells,
    x1: Math.ceil(visible.x1 * cells) / cells,
    y1: Math.ceil(visible.y1 * cells) / cells,
  };
  return { quad, width: Math.min(Math.round((quad.x1 - quad.x0) * FINE * 2 ** level), MOST_PIXELS) };
}
