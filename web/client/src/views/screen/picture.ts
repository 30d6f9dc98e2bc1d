/** What to fetch for what is shown. Pure arithmetic: knows the grant's routes and the size of a screen, and no element. */
import type { PairedPage, Region } from "../../api/shapes";
import { widthFor } from "../../core/geometry";

const UPRIGHT = 0.707; // an A4 page, until its own shape is known

export interface Room {
  readonly width: number;
  readonly height: number;
  readonly density: number;
}

const turned = (page: PairedPage): boolean => page.rotation === 90 || page.rotation === 270;

/** Device pixels across an image of this shape (width to height) when it fills the room. */
export function across(room: Room, shape: number, page: PairedPage): number {
  const [width, height] = turned(page) ? [room.height, room.width] : [room.width, room.height];
  return Math.min(width, height * shape) * room.density;
}

/** The address of the page, or of the region of it that fills the screen; `shape` once it is known. */
export function pageAddress(page: PairedPage, room: Room, shape = UPRIGHT): string {
  if (page.region) return regionAddress(page.grant, page.region, widthFor(room.width * room.density));
  return `/api/grants/${page.grant}/image?width=${widthFor(across(room, shape, page))}`;
}

/** The address of the passage that is enlarged over the page, or null. */
export function calloutAddress(page: PairedPage, room: Room): string | null {
  return page.callout ? regionAddress(page.grant, page.callout, widthFor(room.width * room.density)) : null;
}

function regionAddress(grant: string, region: Region, width: number): string {
  const { x, y } = region;
  return `/api/grants/${grant}/region?x=${x}&y=${y}&w=${region.width}&h=${region.height}&width=${width}`;
}

/** Width to height as it is seen, after turning. */
export function seenShape(width: number, height: number, page: PairedPage): number {
  return turned(page) ? height / width : width / height;
}
