/** Marks in the order of the pages they stand on, sieved. Refuses to know who may see them: what arrived may be seen. */
import { contains, type Point, type Quad } from "./geometry";

export interface Standing {
  readonly id: string;
  readonly page: string;
  readonly kind: string;
  readonly layer: string;
  readonly quads: readonly Quad[];
  readonly quote: { readonly exact: string } | null;
  readonly body: string;
  readonly author: string;
  readonly created_at: string;
}

export interface Sieve {
  readonly layers: ReadonlySet<string>;
  readonly text: string;
}

/** In page order, then down the page, then by time. Marks on pages not in the bundle come last. */
export function inPageOrder<Mark extends Standing>(marks: readonly Mark[], indexOf: (page: string) => number | undefined): Mark[] {
  const place = new Map(marks.map((mark) => [mark.id, indexOf(mark.page) ?? Infinity]));
  const depth = (mark: Mark) => mark.quads[0]?.y0 ?? 0;
  return [...marks].sort(
    (a, b) =>
      compared(place.get(a.id)!, place.get(b.id)!) || depth(a) - depth(b) || a.created_at.localeCompare(b.created_at),
  );
}

const compared = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

export function sieved<Mark extends Standing>(marks: readonly Mark[], sieve: Sieve): Mark[] {
  const text = sieve.text.trim().toLowerCase();
  return marks.filter((mark) => {
    const said = `${mark.body} ${mark.quote?.exact ?? ""} ${mark.author}`.toLowerCase();
    return sieve.layers.has(mark.layer) && said.includes(text);
  });
}

export function byPage<Mark extends Standing>(marks: readonly Mark[]): ReadonlyMap<string, readonly Mark[]> {
  const pages = new Map<string, Mark[]>();
  for (const mark of marks) {
    const standing = pages.get(mark.page);
    if (standing) standing.push(mark);
    else pages.set(mark.page, [mark]);
  }
  return pages;
}

/** The mark under a point of its page: the last made is on top. */
export function under<Mark extends Standing>(marks: readonly Mark[], point: Point): Mark | undefined {
  return marks.findLast((mark) => mark.quads.some((quad) => contains(quad, point, 0.002)));
}
