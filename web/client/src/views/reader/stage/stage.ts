/** The stage: pages under one another or one at a time, only those in sight made, at any number of pages.
 *
 * Plain TypeScript, because a page must turn within a frame. Told what to do by the reader; tells where the person scrolled. */
import type { Quad } from "../../../core/geometry";
import { baseFor, Column, held, rebased, restored, scaleOf, WINDOW, type Frame, type Hold, type Zoom } from "../../../core/layout";
import type { Pages } from "../../../core/pages";
import { Leaf } from "./leaf";
import { Fetcher } from "./fetcher";
import { rotationOf, seen, sizeAt, sizesOf, standing, zoomOf, type Showing } from "./showing";

export interface StageEvents {
  /** The person scrolled until this page was the one being read. */
  readonly scrolledTo: (index: number) => void;
  /** A leaf came onto the stage; the answer is called when it leaves. */
  readonly dressed: (leaf: Leaf) => () => void;
}

const GAP = 16;
const SIDE = 24;
const READING_LINE = 0.3; // the page this far down the view is the one being read

export class Stage {
  readonly leaves = new Map<number, Leaf>();
  private readonly space = document.createElement("div");
  private readonly fetcher: Fetcher;
  private readonly farewells = new Map<Leaf, () => void>();
  private showing: Showing;
  private column = new Column([], { kind: "auto", percent: 100 }, { width: 0, height: 0 }, GAP);
  private first = 0; // the page the column begins with: one page alone is a column of one
  private base = 0;
  private index = 0;
  private settledAt = 0; // where the stage itself last scrolled to: scrolling there is not the person's doing
  private frame = 0;

  constructor(
    readonly scroller: HTMLElement,
    private readonly events: StageEvents,
    showing: Showing,
  ) {
    this.showing = showing;
    this.fetcher = new Fetcher(() => this.request());
    this.space.className = "stage__space";
    scroller.append(this.space);
    scroller.addEventListener("scroll", () => this.request(), { passive: true });
    new ResizeObserver(() => this.relaid(this.hold())).observe(scroller);
    this.layOut();
  }

  /** Shows other pages, in another mode, or at another zoom; what is looked at stays where it is. */
  become(change: Partial<Showing>, hold: Hold = this.hold()): void {
    const before = this.showing;
    const now = (this.showing = { ...before, ...change });
    const kept = now.pages === before.pages ? hold : this.renewed(before.pages, hold);
    const here = this.idAt(this.index);
    this.relaid(now.mode !== before.mode || rotationOf(now, here) !== rotationOf(before, here) ? null : kept);
  }

  /** Another index: what is looked at is the same page, wherever it now stands. */
  private renewed(before: Pages, hold: Hold): Hold {
    const { pages, mode } = this.showing;
    this.index = standing(before, pages, this.index);
    this.clear();
    return mode === "single" ? hold : { ...hold, index: standing(before, pages, hold.index) };
  }

  /** Moves to a page, and to a place on it. */
  goTo(index: number, quad: Quad | null = null): void {
    this.index = index;
    if (this.showing.mode === "single" && this.first !== index) this.layOut();
    const place = index - this.first;
    const height = this.scroller.clientHeight;
    const there = quad && seen(this.showing, index, quad);
    const tall = this.column.height(place);
    const y = there
      ? this.column.top(place) + there.y0 * tall - Math.min(height / 4, Math.max(GAP, (height - (there.y1 - there.y0) * tall) / 2))
      : this.column.top(place) - GAP;
    this.scrollTo(y, true);
    if (there) this.centre(place, there);
    this.update(true);
  }

  /** Scrolls by a share of the view; false when there is no further to go that way. */
  scrollBy(share: number): boolean {
    const before = this.scroller.scrollTop;
    this.scroller.scrollTop += share * this.scroller.clientHeight;
    return Math.abs(this.scroller.scrollTop - before) > 1;
  }

  /** The percentage a page is shown at. */
  percentOf(index: number): number {
    return (this.scaleAt(index) * 72 * 100) / 96;
  }

  /** A zoom that keeps the point of the window under a pointer still. */
  zoomAt(zoom: Zoom, x: number, y: number): void {
    const box = this.scroller.getBoundingClientRect();
    const across = (this.scroller.scrollLeft + x - box.left) / this.space.clientWidth;
    this.become({ zoom }, this.hold(y - box.top));
    this.scroller.scrollLeft = across * this.space.clientWidth - (x - box.left);
  }

  /** The leaf at a point of the window. */
  leafAt(x: number, y: number): Leaf | undefined {
    for (const leaf of this.leaves.values()) {
      const box = leaf.element.getBoundingClientRect();
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return leaf;
    }
    return undefined;
  }

  /** Whether the pages are wider than the view. */
  get overflowing(): boolean {
    return this.space.clientWidth > this.scroller.clientWidth + 1;
  }

  idAt(index: number): string | undefined {
    return this.showing.pages.idAt(index);
  }

  widthAt(index: number): number {
    return Math.round(sizeAt(this.showing, index).width * this.scaleAt(index));
  }

  private scaleAt(index: number): number {
    return scaleOf(sizeAt(this.showing, index), zoomOf(this.showing, this.room()), this.room());
  }

  private room(): Frame {
    return { width: this.scroller.clientWidth - 2 * SIDE, height: this.scroller.clientHeight - 2 * GAP };
  }

  private layOut(): void {
    const single = this.showing.mode === "single";
    const zoom = zoomOf(this.showing, this.room());
    const sizes = single && this.showing.pages.count > 0 ? [{ ...sizeAt(this.showing, this.index), count: 1 }] : sizesOf(this.showing);
    this.first = single ? this.index : 0;
    this.column = new Column(sizes, zoom, this.room(), GAP);
    let widest = 0;
    for (const run of sizes) widest = Math.max(widest, Math.round(run.width * scaleOf(run, zoom, this.room())));
    const across = Math.max(widest + 2 * SIDE, this.scroller.clientWidth);
    this.space.style.width = `${across}px`;
    this.space.style.height = `${Math.min(this.column.total, WINDOW)}px`;
  }

  private hold(offset = this.scroller.clientHeight * READING_LINE): Hold {
    return held(this.column, this.base + this.scroller.scrollTop + offset, offset);
  }

  /** Lays out afresh and stands where one stood; with no hold, at the top of the page being read. */
  private relaid(hold: Hold | null): void {
    const { scroller, space } = this;
    const across = (scroller.scrollLeft + scroller.clientWidth / 2) / Math.max(space.clientWidth, 1);
    this.layOut();
    scroller.scrollLeft = across * space.clientWidth - scroller.clientWidth / 2;
    if (hold) {
      this.scrollTo(restored(this.column, hold), true);
      this.update();
    } else this.goTo(this.index);
  }

  private scrollTo(y: number, own: boolean): void {
    const deepest = Math.max(this.column.total - this.scroller.clientHeight, 0);
    const depth = Math.min(Math.max(y, 0), deepest);
    if (depth < this.base || depth > this.base + WINDOW - this.scroller.clientHeight) {
      this.base = baseFor(this.column.total, depth);
    } else this.base = Math.min(this.base, Math.max(this.column.total - WINDOW, 0));
    this.scroller.scrollTop = depth - this.base;
    if (own) this.settledAt = this.base + this.scroller.scrollTop;
  }

  private centre(place: number, quad: Quad): void {
    if (!this.overflowing) return;
    const width = this.column.width(place);
    const left = (this.space.clientWidth - width) / 2;
    const middle = left + ((quad.x0 + quad.x1) / 2) * width;
    this.scroller.scrollLeft = middle - this.scroller.clientWidth / 2;
  }

  private request(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.update();
    });
  }

  /** `jumped`: the person asked to be here, so nothing waits to see whether they stay. */
  private update(jumped = false): void {
    if (this.column.count === 0) return this.clear();
    const moved = rebased(this.column.total, this.base, this.scroller.scrollTop);
    if (moved !== null) this.shift(moved);
    const top = this.base + this.scroller.scrollTop;
    const height = this.scroller.clientHeight;
    const over = this.showing.mode === "single" ? 0 : height / 2;
    const [from, to] = this.column.between(top - over, top + height + over);
    this.mount(this.first + from, this.first + to);
    if (this.showing.mode === "continuous" && Math.abs(top - this.settledAt) > 2) this.read(top + height * READING_LINE);
    const [seen, last] = this.column.between(top, top + height);
    if (jumped) for (const leaf of this.leaves.values()) leaf.wanted = true;
    this.fetcher.want(this.leaves.values(), this.index, [this.first + seen, this.first + last], this, this.scroller);
  }

  private shift(base: number): void {
    const top = this.base + this.scroller.scrollTop;
    this.base = base;
    this.scroller.scrollTop = top - base;
  }

  private read(depth: number): void {
    const index = this.first + this.column.indexAt(depth);
    this.settledAt = -10;
    if (index === this.index) return;
    this.index = index;
    this.events.scrolledTo(index);
  }

  private mount(from: number, to: number): void {
    for (const [index, leaf] of this.leaves) if (index < from || index > to) this.unmount(index, leaf);
    const lift = this.showing.mode === "single" ? Math.max(0, (this.scroller.clientHeight - this.column.total) / 2) : 0;
    for (let index = from; index <= to; index++) {
      const place = index - this.first;
      const leaf = this.leaves.get(index) ?? this.made(index);
      const width = this.column.width(place);
      const left = Math.round((this.space.clientWidth - width) / 2);
      leaf?.place(left, this.column.top(place) - this.base + lift, width, this.column.height(place), rotationOf(this.showing, leaf.page));
    }
  }

  private made(index: number): Leaf | undefined {
    const { pages } = this.showing;
    const page = pages.idAt(index);
    if (page === undefined) return undefined;
    const leaf = new Leaf(index, page, pages.labelAt(index), pages.sizeAt(index));
    this.leaves.set(index, leaf);
    const after = [...this.leaves.values()].filter((other) => other.index > index).sort((a, b) => a.index - b.index)[0];
    this.space.insertBefore(leaf.element, after?.element ?? null); // in reading order for those who listen
    this.farewells.set(leaf, this.events.dressed(leaf));
    return leaf;
  }

  private unmount(index: number, leaf: Leaf): void {
    this.farewells.get(leaf)?.();
    this.farewells.delete(leaf);
    this.leaves.delete(index);
    leaf.remove();
  }

  private clear(): void {
    for (const [index, leaf] of this.leaves) this.unmount(index, leaf);
  }
}
