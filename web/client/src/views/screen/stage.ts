/** The glass: one picture at a time, and a passage over it. A new picture is put up only when it is whole; dark is at once, and
 *  whatever was still on its way when it went dark never comes up. */
import type { PairedPage } from "../../api/shapes";
import { calloutAddress, pageAddress, seenShape, type Room } from "./picture";

/** How long a picture may stand in for the next, which is late. */
const STANDS_IN = 3000;

type Made = "shown" | "superseded" | "failed";

const room = (): Room => ({ width: innerWidth, height: innerHeight, density: devicePixelRatio });

export class Stage {
  private turn = 0;
  private page: PairedPage | null = null;
  private shown = new Map<string, HTMLImageElement>();

  constructor(
    private readonly glass: HTMLElement,
    private readonly alt: (page: PairedPage) => string,
  ) {
    addEventListener("resize", () => this.refine());
  }

  /** Nothing, now. */
  dark(): void {
    this.turn += 1;
    this.page = null;
    this.clear();
  }

  /** Puts a page up once all of it is there. `failed` when it could not be fetched: what stood before is gone by then. */
  async show(page: PairedPage): Promise<Made> {
    const turn = ++this.turn;
    this.page = page;
    const late = setTimeout(() => { if (turn === this.turn) this.clear(); }, STANDS_IN);
    try {
      const frames = await this.frames(page);
      if (turn !== this.turn) return "superseded";
      this.glass.replaceChildren(...frames);
      this.refine();
      return "shown";
    } catch {
      if (turn !== this.turn) return "superseded";
      this.clear();
      return "failed";
    } finally {
      clearTimeout(late);
    }
  }

  private clear(): void {
    this.glass.replaceChildren();
    this.shown.clear();
  }

  private async frames(page: PairedPage): Promise<readonly HTMLElement[]> {
    const callout = calloutAddress(page, room());
    const addresses = [this.knownShape(page), ...(callout ? [callout] : [])];
    const images = await Promise.all(addresses.map((address) => this.image(address)));
    this.shown = new Map(images.map((image, at) => [addresses[at] ?? "", image]));
    return images.map((image, at) => frame(image, page, at === 0 ? this.alt(page) : "", at === 1, callout !== null));
  }

  /** The same picture stays the same element, so that only what changes is fetched. */
  private image(address: string): Promise<HTMLImageElement> {
    const standing = this.shown.get(address);
    return standing ? Promise.resolve(standing) : load(address);
  }

  /** The page's address in the width its true shape asks for: as it stands, if it stands. */
  private knownShape(page: PairedPage): string {
    const standing = [...this.shown].find(([address]) => address.startsWith(`/api/grants/${page.grant}/image`))?.[1];
    return pageAddress(page, room(), standing ? standing.naturalWidth / standing.naturalHeight : undefined);
  }

  /** Fetches a finer picture when the screen has room for it. The coarser one stays until then. */
  private refine(): void {
    const page = this.page;
    if (!page || page.region || this.shown.size === 0 || this.shown.has(this.knownShape(page))) return;
    const turn = this.turn;
    void this.frames(page).then((frames) => { if (turn === this.turn) this.glass.replaceChildren(...frames); }, () => undefined);
  }
}

async function load(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

function frame(image: HTMLImageElement, page: PairedPage, alt: string, callout: boolean, dimmed: boolean): HTMLElement {
  const made = document.createElement("figure");
  made.className = callout ? "frame frame--callout" : dimmed ? "frame frame--dimmed" : "frame";
  made.dataset["rotation"] = String(page.rotation ?? 0);
  made.style.setProperty("--ratio", String(seenShape(image.naturalWidth, image.naturalHeight, page)));
  image.alt = alt;
  image.draggable = false;
  made.append(image);
  return made;
}
