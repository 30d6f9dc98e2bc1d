/** How the court looks at its page, for those who go along: the page turned as the court has it, the passage called out brought close. */
import { effect, signal, type Signal } from "@preact/signals";
import type { Quad, Rotation } from "../core/geometry";
import { taken } from "../core/follow";
import { currentId } from "./bundle";
import { following } from "./hearing";
import { zoom } from "./preferences";

export const turned = signal<{ readonly page: string; readonly rotation: Rotation } | null>(null);
export const closeUp = signal<{ readonly page: string; readonly quad: Quad } | null>(null);

function put<Value>(into: Signal<Value>, fresh: Value): void {
  if (JSON.stringify(fresh) !== JSON.stringify(into.peek())) into.value = fresh;
}

/** Begins looking as the court does. Who looks about on the page keeps it as it is; zooming by oneself ends the close look. */
export function lookAlong(): void {
  effect(() => {
    const { on, away, shown } = following.value;
    put(turned, on && shown && shown.rotation !== 0 ? { page: shown.page, rotation: shown.rotation } : null);
    const to = taken(following.value);
    const stays = away && closeUp.peek()?.page === currentId.value;
    if (!stays) put(closeUp, to?.callout ? { page: to.page, quad: to.callout } : null);
  });
  let before = zoom.peek();
  effect(() => {
    if (zoom.value === before) return;
    before = zoom.value;
    closeUp.value = null;
  });
}
