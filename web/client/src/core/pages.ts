/** The pages of a bundle as one line of numbers from 0: index ↔ page id ↔ label ↔ size, by runs, never page by page.
 *
 * Knows what the index says and does arithmetic on it; refuses to know how a page looks or what may be done with it. */

export interface LabelRun {
  readonly prefix: string;
  readonly first: number | null;
  readonly count: number;
}

export interface SizeRun {
  readonly count: number;
  readonly width: number;
  readonly height: number;
}

export interface DocumentRow {
  readonly id: string;
  readonly title: string;
  readonly labels: readonly LabelRun[];
  readonly sizes: readonly SizeRun[];
}

export interface SectionRow {
  readonly code: string;
  readonly title: string;
  readonly documents: readonly DocumentRow[];
}

/** A document standing at `start` … `start + count - 1`. */
export interface Span {
  readonly id: string;
  readonly title: string;
  readonly section: SectionRow;
  readonly start: number;
  readonly count: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a page lying on its side, or as it is. */
export const lying = ({ width, height }: Size, onItsSide: boolean): Size => (onItsSide ? { width: height, height: width } : { width, height });

/** `runs` with another size for the page at `index`. */
export function withSize(runs: readonly SizeRun[], index: number, size: Size): SizeRun[] {
  let start = 0;
  return runs.flatMap((run) => {
    const place = index - start;
    start += run.count;
    if (place < 0 || place >= run.count) return [run];
    const parts = [{ ...run, count: place }, { ...size, count: 1 }, { ...run, count: run.count - place - 1 }];
    return parts.filter(({ count }) => count > 0);
  });
}

interface Numbered {
  readonly first: number;
  readonly count: number;
  readonly start: number;
}

const A4: Size = { width: 595, height: 842 };
const TYPED = /^([A-Z]*)0*(\d+)((?:[.-]\d+|[A-Z]{1,2})?)$/;

/** What a person typed, as a label would be printed (`k 0123` → `K123`), or null when it is none. */
export function normalised(typed: string): string | null {
  const squeezed = typed.replace(/\s+/g, "").toUpperCase().replace(/[–—]/g, "-");
  const match = TYPED.exec(squeezed);
  return match ? `${match[1]}${match[2]}${match[3]}` : null;
}

export class Pages {
  readonly count: number;
  readonly documents: readonly Span[];
  readonly sizes: readonly SizeRun[];
  private readonly runs: readonly (LabelRun & { readonly start: number })[];
  private readonly byDocument = new Map<string, Span>();
  private readonly numbered = new Map<string, Numbered[]>();
  private readonly single = new Map<string, number>();
  private readonly sizeStarts: number[] = [];

  constructor(sections: readonly SectionRow[]) {
    const documents: Span[] = [];
    const runs: (LabelRun & { start: number })[] = [];
    const sizes: SizeRun[] = [];
    let start = 0;
    for (const section of sections) {
      for (const row of section.documents) {
        const count = row.labels.reduce((sum, run) => sum + run.count, 0);
        const span = { id: row.id, title: row.title, section, start, count };
        documents.push(span);
        this.byDocument.set(row.id, span);
        sizes.push(...padded(row.sizes, count));
        for (const run of row.labels) {
          runs.push({ ...run, start });
          this.record(run, start);
          start += run.count;
        }
      }
    }
    this.count = start;
    this.documents = documents;
    this.runs = runs;
    this.sizes = sizes;
    let sized = 0;
    for (const run of sizes) {
      this.sizeStarts.push(sized);
      sized += run.count;
    }
  }

  private record(run: LabelRun, start: number): void {
    if (run.first === null) {
      this.single.set(run.prefix, start);
      return;
    }
    const standing = this.numbered.get(run.prefix) ?? [];
    standing.push({ first: run.first, count: run.count, start });
    this.numbered.set(run.prefix, standing);
  }

  /** The document a page stands in, or undefined outside the bundle. */
  documentAt(index: number): Span | undefined {
    if (index < 0 || index >= this.count) return undefined;
    return lastAtMost(this.documents, index);
  }

  document(id: string): Span | undefined {
    return this.byDocument.get(id);
  }

  idAt(index: number): string | undefined {
    const span = this.documentAt(index);
    return span && `${span.id}.${index - span.start + 1}`;
  }

  indexOf(pageId: string): number | undefined {
    const dot = pageId.lastIndexOf(".");
    const span = this.byDocument.get(pageId.slice(0, dot));
    const number = Number(pageId.slice(dot + 1));
    if (!span || !Number.isInteger(number) || number < 1 || number > span.count) return undefined;
    return span.start + number - 1;
  }

  labelAt(index: number): string {
    const run = index < 0 || index >= this.count ? undefined : lastAtMost(this.runs, index);
    if (!run) return "";
    return run.first === null ? run.prefix : `${run.prefix}${run.first + index - run.start}`;
  }

  /** Where a printed label stands, or undefined. Type it as you like: see `normalised`. */
  find(label: string): number | undefined {
    const wanted = normalised(label) ?? label;
    const exact = this.single.get(wanted);
    if (exact !== undefined) return exact;
    const match = /^(.*?)(\d+)$/.exec(wanted);
    return match ? this.numberedAt(match[1] ?? "", Number(match[2])) : undefined;
  }

  /** Where number `number` of the labels beginning with `prefix` stands. */
  numberedAt(prefix: string, number: number): number | undefined {
    const run = this.numbered.get(prefix)?.find((r) => number >= r.first && number < r.first + r.count);
    return run && run.start + number - run.first;
  }

  /** The beginnings of labels in use: section codes, mostly. */
  get prefixes(): readonly string[] {
    return [...this.numbered.keys()];
  }

  sizeAt(index: number): Size {
    let low = 0;
    let high = this.sizeStarts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sizeStarts[middle] ?? Infinity) <= index) low = middle + 1;
      else high = middle;
    }
    return this.sizes[low - 1] ?? A4;
  }
}

/** Sizes for exactly `count` pages: cut, or padded with A4 while the rest is not yet examined. */
function padded(sizes: readonly SizeRun[], count: number): SizeRun[] {
  const whole: SizeRun[] = [];
  let left = count;
  for (const run of sizes) {
    const taken = Math.min(run.count, left);
    if (taken > 0) whole.push({ ...run, count: taken });
    left -= taken;
  }
  if (left > 0) whole.push({ ...A4, count: left });
  return whole;
}

/** The last of `rows`, ordered by `start`, that starts at or before `index`; of several starting there, the one with pages. */
function lastAtMost<Row extends { readonly start: number }>(rows: readonly Row[], index: number): Row | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as Row).start <= index) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1];
}
