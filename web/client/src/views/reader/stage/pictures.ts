/** Pictures of pages: fetched, decoded off the page's own thread into a canvas, and given back explicitly.
 *
 * An `<img>` leaves decoded pages to the browser, which keeps hundreds of megabytes of them; a canvas is emptied when it goes. */
import { address, Refusal } from "../../../api/client";
import { FINE, READING, THUMBNAIL, widthFor, type Detail, type Quad } from "../../../core/geometry";

export interface Picture {
  readonly canvas: HTMLCanvasElement;
}

/** The decoded widths worth having: small ones are made by the browser from the reading width, to save memory. */
const SMALL = [400, 600] as const;

/** What to hold of a page shown `shown` device pixels wide: `page@width/decoded`, or null when the thumbnail is enough. */
export function pictureKey(page: string, shown: number): string | null {
  const width = widthFor(shown);
  if (width === THUMBNAIL) return null;
  const decoded = width === READING ? (SMALL.find((small) => shown <= small) ?? READING) : FINE;
  return `${page}@${width}/${decoded}`;
}

/** The key of a page at the reading width, whole. */
export const readingKey = (page: string): string => `${page}@${READING}/${READING}`;

export const thumbnailOf = (page: string): string => address(`/pages/${page}/image`, { width: THUMBNAIL });

async function fetched(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, credentials: "same-origin" });
  if (!response.ok) throw new Refusal(response.status, null);
  return response;
}

async function decoded(response: Response, resize: number | null): Promise<Picture> {
  const blob = await response.blob();
  const bitmap = await createImageBitmap(blob, resize ? { resizeWidth: resize, resizeQuality: "high" } : {});
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
  return { canvas };
}

export async function loadPicture(key: string, signal: AbortSignal): Promise<Picture> {
  const [page = "", widths = ""] = key.split("@");
  const [width, small] = widths.split("/").map(Number);
  return decoded(await fetched(address(`/pages/${page}/image`, { width }), signal), small !== width ? (small ?? null) : null);
}

export interface DetailPicture extends Picture {
  /** The part it shows: what was asked for, or a little more where the server's grid is coarser. */
  readonly quad: Quad;
}

export async function loadDetail(page: string, { quad, width }: Detail, signal: AbortSignal): Promise<DetailPicture> {
  const query = { x: quad.x0, y: quad.y0, w: quad.x1 - quad.x0, h: quad.y1 - quad.y0, width };
  const response = await fetched(address(`/pages/${page}/region`, query), signal);
  const [x, y, w, h] = (response.headers.get("page-region") ?? "").split(" ").map(Number);
  const given = h === undefined ? quad : { x0: x!, y0: y!, x1: x! + w!, y1: y! + h };
  return { ...(await decoded(response, null)), quad: given };
}

export function release({ canvas }: Picture): void {
  canvas.remove();
  canvas.width = 0;
  canvas.height = 0;
}
