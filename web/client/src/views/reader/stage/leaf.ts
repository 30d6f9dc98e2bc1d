/** One page on the stage: its picture (thumbnail first), the detail being looked at, what is drawn on it, and its words. */
import { signal } from "@preact/signals";
import { percentages, turnedPoint, type Quad, type Rotation } from "../../../core/geometry";
import type { Size } from "../../../core/pages";
import type { Line } from "../../../core/words";
import { t } from "../../../state/language";
import { release, thumbnailOf, type DetailPicture, type Picture } from "./pictures";
import { LAID_OUT, layOut } from "./text-layer";

/** Something drawn on a page: rectangles of one look. */
export interface Shape {
  readonly look: string;
  readonly quads: readonly Quad[];
}

export type Layer = "marks" | "hits" | "chosen" | "court";
const LAYERS: readonly Layer[] = ["marks", "hits", "chosen", "court"];

function made<Name extends keyof HTMLElementTagNameMap>(name: Name, look: string): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = look;
  return element;
}

export class Leaf {
  readonly element = made("article", "leaf");
  readonly pins = made("div", "leaf__pins");
  /** The page's words, or null until they have come. */
  readonly lines = signal<readonly Line[] | null>(null);
  wordsAsked = false;
  /** Asked for by name, not passed by: fetched at once. */
  wanted = false;
  readonly since = performance.now();
  lineNodes: readonly Text[] = [];
  private picture: Picture | null = null;
  private detail: { readonly asked: Quad; readonly picture: DetailPicture } | null = null;
  private readonly heading = made("h2", "only-heard");
  private readonly paper = made("div", "leaf__paper");
  private readonly thumbnail = made("img", "leaf__thumbnail");
  private readonly text = made("div", "leaf__text");
  private readonly layers = new Map(LAYERS.map((layer) => [layer, made("div", `leaf__layer leaf__layer--${layer}`)]));
  /** Of the page itself, however it is turned. */
  width = 0;
  private rotation: Rotation = 0;

  constructor(
    readonly index: number,
    readonly page: string,
    readonly label: string,
    readonly size: Size,
  ) {
    const stamp = made("span", "leaf__stamp");
    stamp.textContent = label;
    stamp.ariaHidden = "true";
    this.element.dataset["page"] = page;
    this.thumbnail.alt = "";
    this.thumbnail.draggable = false;
    this.thumbnail.addEventListener("error", () => this.thumbnail.removeAttribute("src"));
    this.paper.append(this.thumbnail);
    this.element.append(this.heading, this.paper, ...this.layers.values(), this.text, this.pins, stamp);
  }

  /** Names the page for those who listen. */
  call(name: string): void {
    this.heading.textContent = this.element.ariaLabel = name;
  }

  /** Puts the page at a place of the stage, in CSS pixels: what is seen of it is `across` by `down`, turned by `rotation`. */
  place(left: number, top: number, across: number, down: number, rotation: Rotation): void {
    const { style } = this.element;
    const [width, height] = rotation % 180 === 0 ? [across, down] : [down, across];
    const aside = `translate(${left + (across - width) / 2}px, ${top + (down - height) / 2}px)`; // it turns about its middle
    style.transform = rotation === 0 ? aside : `${aside} rotate(${rotation}deg)`;
    this.rotation = rotation;
    if (width === this.width) return;
    this.width = width;
    style.width = `${width}px`;
    style.height = `${height}px`;
    this.text.style.transform = `scale(${width / LAID_OUT})`;
  }

  showThumbnail(): void {
    this.thumbnail.src ||= thumbnailOf(this.page);
  }

  /** Shows a picture, which stays its giver's to release. */
  show(picture: Picture): void {
    if (picture === this.picture) return;
    this.picture?.canvas.remove();
    this.picture = picture;
    picture.canvas.className = "leaf__picture";
    picture.canvas.ariaHidden = "true";
    this.paper.append(picture.canvas);
    if (this.detail) this.paper.append(this.detail.picture.canvas);
    this.element.classList.add("leaf--sharp");
    this.element.classList.remove("leaf--missing");
    this.paper.querySelector(".leaf__missing")?.remove();
  }

  get sharp(): boolean {
    return this.picture !== null;
  }

  /** Says that the picture could not be had; it is tried again. */
  missing(): void {
    if (this.sharp || this.element.classList.contains("leaf--missing")) return;
    this.element.classList.add("leaf--missing");
    const said = made("p", "leaf__missing");
    said.textContent = t("reader.missing");
    this.paper.append(said);
  }

  /** Lays a sharper picture of a part over the page, which answers for `asked`. The leaf releases it. */
  showDetail(asked: Quad | null, picture: DetailPicture | null): void {
    if (this.detail) release(this.detail.picture);
    this.detail = asked && picture ? { asked, picture } : null;
    if (!picture || !asked) return;
    picture.canvas.className = "leaf__picture";
    picture.canvas.ariaHidden = "true";
    Object.assign(picture.canvas.style, percentages(picture.quad));
    this.paper.append(picture.canvas);
  }

  get detailAsked(): Quad | null {
    return this.detail?.asked ?? null;
  }

  showWords(lines: readonly Line[]): void {
    this.lineNodes = layOut(this.text, lines, this.size);
    this.lines.value = lines;
    if (lines.length > 0) return;
    const none = made("p", "only-heard");
    none.textContent = t("reader.no_words");
    this.text.append(none);
  }

  draw(layer: Layer, shapes: readonly Shape[]): void {
    const fresh = shapes.flatMap(({ look, quads }) =>
      quads.map((quad) => {
        const element = made("div", look);
        Object.assign(element.style, percentages(quad));
        return element;
      }),
    );
    this.layers.get(layer)?.replaceChildren(...fresh);
  }

  /** A point of the window as a point of the page (0–1; outside it beyond). */
  pointAt(x: number, y: number): { x: number; y: number } {
    const box = this.element.getBoundingClientRect();
    const at = { x: (x - box.left) / box.width, y: (y - box.top) / box.height };
    return turnedPoint(at, ((360 - this.rotation) % 360) as Rotation);
  }

  remove(): void {
    this.showDetail(null, null);
    this.picture?.canvas.remove();
    this.picture = null;
    this.thumbnail.removeAttribute("src");
    this.element.remove();
  }
}
