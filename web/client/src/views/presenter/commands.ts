/** What a person with the floor does by key: show this page, call out a passage, blank and unblank. */
import { say } from "../../design/components/said";
import type { Roster } from "../../api/shapes";
import type { Quad, Rotation } from "../../core/geometry";
import type { Intent } from "../../net/hearing";
import { OrderRefused } from "../../net/hearing";
import { currentId, label } from "../../state/bundle";
import { court, holdsFloor, orders, withCourt } from "../../state/hearing";
import { t } from "../../state/language";
import { tool } from "../../state/selection";
import { computed, signal } from "@preact/signals";

/** What went wrong with the last order, as a sentence. */
export const orderTrouble = signal<string | null>(null);
/** Screens are blanked, as the server tells those who may do it. */
export const blanked = computed(() => (court.value?.roster?.blanked?.length ?? 0) > 0);

export const mayBlank = computed(() => holdsFloor.value || (court.value?.you?.run ?? false));

export type Audience = NonNullable<NonNullable<Roster["blanked"]>[number]>;
export const AUDIENCES: readonly Audience[] = ["court", "jury", "witness", "gallery"];

/** Gives an order; true when it was done. */
export async function give(intent: Intent): Promise<boolean> {
  try {
    await orders()?.order(intent);
    orderTrouble.value = null;
    return true;
  } catch (reason) {
    if (!(reason instanceof OrderRefused)) throw reason;
    if (reason.key !== "superseded") orderTrouble.value = reason.reason || t("presenter.no_connection");
    say(orderTrouble.peek() ?? "");
    return false;
  }
}

const regionOf = (quad: Quad) => ({ x: quad.x0, y: quad.y0, width: quad.x1 - quad.x0, height: quad.y1 - quad.y0 });
const term = () => court.peek()?.floor?.term ?? null;

export async function show(): Promise<void> {
  const page = currentId.peek();
  if (page === undefined) return;
  const shown = await give({ type: "show", page, region: null, rotation: 0, term: term() });
  if (!shown) return;
  withCourt();
  say(t("presenter.shown", { label: label.peek() }));
}

/** Turns the page that is shown by a quarter, clockwise. */
export async function turnShown(): Promise<void> {
  const screen = court.peek()?.screen;
  if (screen?.kind !== "page") return;
  const rotation = (((screen.rotation ?? 0) + 90) % 360) as Rotation;
  await give({ type: "show", page: screen.page, region: screen.region ?? null, rotation, term: term() });
}

async function callOut(page: string, quad: Quad): Promise<void> {
  const screen = court.peek()?.screen;
  const there = screen?.kind === "page" && screen.page === page;
  if (!there && !(await give({ type: "show", page, region: null, rotation: 0, term: term() }))) return;
  await give({ type: "callout", page, region: regionOf(quad), term: term() });
}

export const clearCallOut = (): Promise<boolean> => give({ type: "clear_callout", term: term() });

export async function blank(): Promise<void> {
  const lit = !blanked.peek();
  if (await give({ type: lit ? "blank" : "unblank", audience: null })) say(lit ? t("presenter.dark") : t("presenter.lit"));
}

/** Darkens or lights the screens of one audience, whatever the others see. */
export async function blankFor(audience: Audience): Promise<void> {
  const lit = !isBlank(audience);
  if (await give({ type: lit ? "blank" : "unblank", audience })) say(lit ? t("presenter.dark") : t("presenter.lit"));
}

export const isBlank = (audience: Audience): boolean => court.value?.roster?.blanked?.includes(audience) ?? false;

/** The keys' way in: nothing happens for those without the floor, save that the clerk may blank. */
export async function presenting(what: "show" | "call-out" | "blank"): Promise<void> {
  if (what === "blank" && mayBlank.peek()) return blank();
  if (!holdsFloor.peek()) return;
  if (what === "show") await show();
  else tool.value = tool.peek() ? null : { purpose: "call-out", drawn: (page, quad) => void callOut(page, quad) };
}
