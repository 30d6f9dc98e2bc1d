/** What the stage is asked to show, and what that makes of sizes and places: a page may lie turned, a passage be looked at close up.
 *
 * Pure arithmetic over the index; knows no element. */
import { turnedQuad, type Quad, type Rotation } from "../../../core/geometry";
import { closeUpOn, type Frame, type Zoom } from "../../../core/layout";
import { lying, withSize, type Pages, type Size, type SizeRun } from "../../../core/pages";

/** A page as the court has turned it. */
export interface Turned {
  readonly page: string;
  readonly rotation: Rotation;
}

/** A passage that is to fill the view. */
export interface CloseUp {
  readonly page: string;
  readonly quad: Quad;
}

export interface Showing {
  readonly pages: Pages;
  readonly mode: "continuous" | "single";
  readonly zoom: Zoom;
  readonly turned: Turned | null;
  readonly closeUp: CloseUp | null;
}

export const rotationOf = ({ turned }: Showing, page: string | undefined): Rotation => (turned && turned.page === page ? turned.rotation : 0);

/** A page's size as it is seen. */
export function sizeAt(showing: Showing, index: number): Size {
  return lying(showing.pages.sizeAt(index), rotationOf(showing, showing.pages.idAt(index)) % 180 !== 0);
}

export function sizesOf(showing: Showing): readonly SizeRun[] {
  const { pages, turned } = showing;
  const index = turned ? pages.indexOf(turned.page) : undefined;
  return index === undefined ? pages.sizes : withSize(pages.sizes, index, sizeAt(showing, index));
}

/** A place of a page where it is seen. */
export const seen = (showing: Showing, index: number, quad: Quad): Quad => turnedQuad(quad, rotationOf(showing, showing.pages.idAt(index)));

/** The zoom in force: the person's own, or the one that brings a passage close. */
export function zoomOf(showing: Showing, frame: Frame): Zoom {
  const { pages, closeUp, zoom } = showing;
  const index = closeUp ? pages.indexOf(closeUp.page) : undefined;
  return closeUp && index !== undefined ? closeUpOn(sizeAt(showing, index), seen(showing, index, closeUp.quad), frame) : zoom;
}

/** Where what stood at `index` stands now; when it is no longer there, as near as there are pages. */
export function standing(before: Pages, now: Pages, index: number): number {
  const page = before.idAt(index);
  const place = page === undefined ? undefined : now.indexOf(page);
  return place ?? Math.max(0, Math.min(index, now.count - 1));
}
