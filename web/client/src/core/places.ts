/** What a person types to go somewhere: `K123`, `k 123`, `+3`, a section's letter, a bare number, words of a title. */
import { normalised, type Pages } from "./pages";
import { folded } from "./text";

export interface Match {
  readonly index: number;
  readonly label: string;
  readonly title: string;
  /** How it was found; `label` and `step` are certain, the rest are offers. */
  readonly kind: "label" | "step" | "number" | "section" | "title" | "recent";
}

const STEP = /^([+\-−])\s*(\d{1,6})$/;
const MOST = 8;

function matchAt(pages: Pages, index: number, kind: Match["kind"]): Match {
  return { index, label: pages.labelAt(index), title: pages.documentAt(index)?.title ?? "", kind };
}

function stepped(pages: Pages, typed: string, current: number): number | undefined {
  const step = STEP.exec(typed);
  if (!step) return undefined;
  const by = Number(step[2]) * (step[1] === "+" ? 1 : -1);
  return Math.min(Math.max(current + by, 0), pages.count - 1);
}

/** A bare number in every section that has it, the section being read first. */
function* byNumber(pages: Pages, typed: string, current: number): Generator<number> {
  if (!/^\d{1,9}$/.test(typed)) return;
  const here = /^\D*/.exec(pages.labelAt(current))?.[0] ?? "";
  for (const prefix of [here, ...pages.prefixes.filter((other) => other !== here)]) {
    const index = pages.numberedAt(prefix, Number(typed));
    if (index !== undefined) yield index;
  }
}

function* bySection(pages: Pages, typed: string): Generator<number> {
  const code = typed.toUpperCase();
  for (const span of pages.documents) {
    if (span.count > 0 && span.section.code === code) {
      yield span.start;
      return;
    }
  }
}

function* byTitle(pages: Pages, typed: string): Generator<number> {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0 || typed.length < 2) return;
  for (const span of pages.documents) {
    const title = folded(`${span.title} ${span.section.title}`);
    if (span.count > 0 && wanted.every((word) => title.includes(word))) yield span.start;
  }
}

/** Places that what was typed may mean, likeliest first, at most eight. With nothing typed, `recent` places. */
export function matches(pages: Pages, typed: string, current: number, recent: readonly number[] = []): Match[] {
  const trimmed = typed.trim();
  if (trimmed === "") return recent.slice(0, MOST).map((index) => matchAt(pages, index, "recent"));
  const step = stepped(pages, trimmed, current);
  if (step !== undefined) return [matchAt(pages, step, "step")];
  const found = new Map<number, Match>();
  const offer = (index: number, kind: Match["kind"]) => {
    if (found.size < MOST && !found.has(index)) found.set(index, matchAt(pages, index, kind));
  };
  const exact = normalised(trimmed) === null ? undefined : pages.find(trimmed);
  if (exact !== undefined) offer(exact, "label");
  for (const index of byNumber(pages, trimmed, current)) offer(index, "number");
  for (const index of bySection(pages, trimmed)) offer(index, "section");
  for (const index of byTitle(pages, trimmed)) offer(index, "title");
  return [...found.values()];
}
