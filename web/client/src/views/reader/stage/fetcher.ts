/** Decides what of each page on the stage is fetched and when: thumbnail, reading width, fine width, detail, words; then neighbours. */
import { delay } from "../../../core/backoff";
import type { Cache } from "../../../core/cache";
import { detailFor, FINE, READING, type Quad } from "../../../core/geometry";
import type { Leaf } from "./leaf";
import { loadDetail, pictureKey, release, type Picture } from "./pictures";
import { wordsOf } from "./words-store";

const AHEAD = [1, -1, 2];
const MOST_READING = 8;
const MOST_FINE = 4;
const REST = 140; // milliseconds without a move before detail is asked for
const PASSING = 70; // milliseconds a page must stay before it is asked for, while the person scrolls
const MOST_TRIES = 8;

/** Pages not on the stage yet: who they are, and how wide they will stand, in CSS pixels. */
export interface Neighbours {
  readonly idAt: (index: number) => string | undefined;
  readonly widthAt: (index: number) => number;
}

export class Fetcher {
  private resting: ReturnType<typeof setTimeout> | undefined;
  private passing: ReturnType<typeof setTimeout> | undefined;
  private detail: AbortController | null = null;
  private readonly tries = new Map<string, number>();

  constructor(
    private readonly pictures: Cache<Picture>,
    private readonly landed: () => void,
  ) {}

  /** Asks for what the leaves need, those in view first, then the neighbours of the page being read. */
  want(leaves: ReadonlyMap<number, Leaf>, reading: number, seen: readonly [number, number], near: Neighbours, view: HTMLElement): void {
    const rank = (leaf: Leaf) => (leaf.index >= seen[0] && leaf.index <= seen[1] ? 0 : 1000) + Math.abs(leaf.index - reading);
    const ordered = [...leaves.values()].sort((a, b) => rank(a) - rank(b));
    const shown = ordered[0] ? shownWidth(ordered[0]) : 0;
    const keys: string[] = [];
    const now = performance.now();
    const staying = ordered.filter((leaf) => leaf.wanted || now - leaf.since > PASSING);
    if (staying.length < ordered.length) this.later();
    for (const leaf of ordered) keys.push(...this.dress(leaf, staying.includes(leaf)));
    for (const step of staying.length === ordered.length ? AHEAD : []) {
      const page = near.idAt(reading + step);
      const key = page && pictureKey(page, near.widthAt(reading + step) * devicePixelRatio);
      if (key && !keys.includes(key)) keys.push(key);
    }
    this.pictures.capacity = Math.max(shown > READING * 1.33 ? MOST_FINE : MOST_READING, ordered.length + 2);
    this.pictures.want(keys);
    for (const leaf of staying) void this.fill(leaf);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.sharpen(ordered, view), REST);
  }

  /** Shows the best there is of a leaf's page and returns the keys still worth holding for it. */
  private dress(leaf: Leaf, staying: boolean): string[] {
    const best = pictureKey(leaf.page, shownWidth(leaf));
    if (best === null) {
      if (staying) leaf.show(null, null);
      return [];
    }
    const reading = `${leaf.page}@${READING}/${READING}`;
    const held = this.pictures.peek(best) ? best : this.pictures.peek(reading) ? reading : null;
    if (held || staying) leaf.show(held, held ? (this.pictures.peek(held) ?? null) : null);
    if (!staying) return held ? [held] : [];
    return best.includes(`@${FINE}/`) && held !== best ? [reading, best] : [best];
  }

  /** Comes back to leaves that were only passing by. */
  private later(): void {
    clearTimeout(this.passing);
    this.passing = setTimeout(this.landed, PASSING);
  }

  private async fill(leaf: Leaf): Promise<void> {
    const best = pictureKey(leaf.page, shownWidth(leaf));
    if (best !== null && leaf.pictureKey !== best) {
      const keys = leaf.sharp || !best.includes(`@${FINE}/`) ? [best] : [`${leaf.page}@${READING}/${READING}`, best];
      for (const key of keys) void this.put(leaf, key);
    }
    if (leaf.asked.has("words")) return;
    leaf.asked.add("words");
    const lines = await wordsOf(leaf.page);
    if (leaf.element.isConnected) leaf.showWords(lines);
  }

  private async put(leaf: Leaf, key: string): Promise<void> {
    if (leaf.asked.has(key)) return;
    leaf.asked.add(key);
    try {
      const picture = await this.pictures.get(key);
      this.tries.delete(key);
      if (leaf.element.isConnected) leaf.show(key, picture);
    } catch (reason) {
      if ((reason as Error).name !== "AbortError") this.again(leaf, key);
    } finally {
      leaf.asked.delete(key);
    }
  }

  private again(leaf: Leaf, key: string): void {
    const tries = this.tries.get(key) ?? 0;
    leaf.missing();
    if (tries >= MOST_TRIES || !leaf.element.isConnected) return;
    this.tries.set(key, tries + 1);
    setTimeout(this.landed, 300 + delay(tries, Math.random()));
  }

  /** Asks for the part of a page in sight when it is looked at more closely than its finest picture allows. */
  private async sharpen(leaves: readonly Leaf[], view: HTMLElement): Promise<void> {
    this.detail?.abort();
    const { signal } = (this.detail = new AbortController());
    for (const leaf of leaves) {
      const detail = leaf.element.isConnected ? detailFor(inSight(leaf, view), shownWidth(leaf)) : null;
      if (detail === null) leaf.showDetail(null, null);
      else if (!same(detail.quad, leaf.detailAsked)) {
        const picture = await loadDetail(leaf.page, detail, signal).catch(() => null);
        if (picture && !signal.aborted && leaf.element.isConnected) leaf.showDetail(detail.quad, picture);
        else if (picture) release(picture);
      }
    }
  }
}

const shownWidth = (leaf: Leaf): number => leaf.width * devicePixelRatio;
const same = (a: Quad, b: Quad | null): boolean => b !== null && JSON.stringify(a) === JSON.stringify(b);

function inSight(leaf: Leaf, view: HTMLElement): Quad {
  const box = view.getBoundingClientRect();
  const a = leaf.pointAt(box.left, box.top);
  const b = leaf.pointAt(box.right, box.bottom);
  const cut = (value: number) => Math.min(Math.max(value, 0), 1);
  return { x0: cut(a.x), y0: cut(a.y), x1: cut(b.x), y1: cut(b.y) };
}
