/** Decides what of each page on the stage is fetched and when: thumbnail, reading width, fine width, detail, words; then neighbours. */
import { delay } from "../../../core/backoff";
import { Cache } from "../../../core/cache";
import { detailFor, FINE, quadBetween, type Quad } from "../../../core/geometry";
import type { Leaf } from "./leaf";
import { loadDetail, loadPicture, pictureKey, readingKey, release, type Picture } from "./pictures";
import { wordsOf } from "./words-store";

const AHEAD = [1, -1, 2];
const MOST_READING = 5;
const MOST_FINE = 3;
const REST = 140; // milliseconds without a move before detail is asked for
const PASSING = 70; // milliseconds a page must stay before it is asked for, while the person scrolls
const MOST_TRIES = 8;

/** Pages not on the stage yet: who they are, and how wide they will stand, in CSS pixels. */
export interface Neighbours {
  readonly idAt: (index: number) => string | undefined;
  readonly widthAt: (index: number) => number;
}

export class Fetcher {
  private readonly pictures: Cache<Picture>;
  private leaves: readonly Leaf[] = [];
  private resting: ReturnType<typeof setTimeout> | undefined;
  private passing: ReturnType<typeof setTimeout> | undefined;
  private detail: AbortController | null = null;
  private readonly tries = new Map<string, number>();

  /** `again` has the stage ask once more for what it needs. */
  constructor(private readonly again: () => void) {
    const landed = (key: string) => this.landed(key);
    this.pictures = new Cache<Picture>({ load: loadPicture, release, landed, failed: (key) => this.failed(key) }, MOST_READING);
    addEventListener("online", () => {
      this.tries.clear();
      this.pictures.retry();
    });
  }

  /** Asks for what the leaves need, those in view first, then the neighbours of the page being read. */
  want(leaves: Iterable<Leaf>, reading: number, seen: readonly [number, number], near: Neighbours, view: HTMLElement): void {
    const inView = (leaf: Leaf) => leaf.index >= seen[0] && leaf.index <= seen[1];
    const rank = (leaf: Leaf) => (inView(leaf) ? 0 : 1000) + Math.abs(leaf.index - reading);
    this.leaves = [...leaves].sort((a, b) => rank(a) - rank(b));
    const now = performance.now();
    const staying = this.leaves.filter((leaf) => leaf.wanted || now - leaf.since > PASSING);
    const passing = staying.length < this.leaves.length;
    if (passing) this.later();
    const keys = new Set(staying.filter(inView).flatMap((leaf) => this.keysOf(leaf)));
    const urgent = keys.size;
    for (const leaf of staying) for (const key of this.keysOf(leaf)) keys.add(key);
    for (const step of passing ? [] : AHEAD) {
      const page = near.idAt(reading + step);
      const key = page && pictureKey(page, near.widthAt(reading + step) * devicePixelRatio);
      if (key) keys.add(key);
    }
    const fine = [...keys].some((key) => key.includes(`@${FINE}/`));
    this.pictures.capacity = Math.max(fine ? MOST_FINE : MOST_READING, this.leaves.length + (fine ? 0 : 2));
    for (const leaf of this.leaves) this.dress(leaf, staying.includes(leaf));
    this.pictures.want([...keys], urgent);
    for (const leaf of staying) if (leaf.sharp || this.keysOf(leaf).length === 0) void this.read(leaf);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => void this.sharpen(this.leaves, view), REST);
  }

  /** The pictures worth holding for a leaf: the best, and until that is there one that comes sooner. */
  private keysOf(leaf: Leaf): string[] {
    const best = pictureKey(leaf.page, shownWidth(leaf));
    if (best === null) return [];
    return best.includes(`@${FINE}/`) && !this.pictures.peek(best) ? [readingKey(leaf.page), best] : [best];
  }

  /** Shows the best there is of a leaf's page; of one only passing by, nothing that would have to be fetched. */
  private dress(leaf: Leaf, staying: boolean): void {
    const best = pictureKey(leaf.page, shownWidth(leaf));
    const held = [best, readingKey(leaf.page)].find((key) => key !== null && this.pictures.peek(key));
    const picture = held ? this.pictures.peek(held) : undefined;
    if (picture) leaf.show(picture);
    else if (staying && !leaf.sharp) leaf.showThumbnail();
  }

  private landed(key: string): void {
    this.tries.delete(key);
    for (const leaf of this.leavesOf(key)) {
      this.dress(leaf, true);
      void this.read(leaf);
    }
  }

  private leavesOf(key: string): Leaf[] {
    return this.leaves.filter((leaf) => key.startsWith(`${leaf.page}@`) && leaf.element.isConnected);
  }

  private failed(key: string): void {
    for (const leaf of this.leavesOf(key)) {
      leaf.missing();
      void this.read(leaf);
    }
    const tries = this.tries.get(key) ?? 0;
    this.tries.set(key, tries + 1);
    if (tries < MOST_TRIES) setTimeout(() => this.pictures.retry(key), 300 + delay(tries, Math.random()));
  }

  /** Comes back to leaves that were only passing by. */
  private later(): void {
    clearTimeout(this.passing);
    this.passing = setTimeout(this.again, PASSING);
  }

  /** The words come after the picture, so as not to slow it down. */
  private async read(leaf: Leaf): Promise<void> {
    if (leaf.wordsAsked) return;
    leaf.wordsAsked = true;
    const lines = await wordsOf(leaf.page);
    if (leaf.element.isConnected) leaf.showWords(lines);
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
  return quadBetween(leaf.pointAt(box.left, box.top), leaf.pointAt(box.right, box.bottom));
}
