/** The slider beside the pages: the whole bundle in one stroke, whatever its length, with the hits and marks on it. */
import { computed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { current, label, pages } from "../../state/bundle";
import { t } from "../../state/language";
import { listed, onPages } from "../../state/marks";
import { jump, turn } from "../../state/navigation";
import { hits } from "../../state/search";

const MOST_TICKS = 400;

/** Places on the rail, 0–1, no two closer than the eye can part. */
function ticks(indexes: Iterable<number | undefined>): number[] {
  const last = Math.max(pages.value.count - 1, 1);
  const rows = new Set<number>();
  for (const index of indexes) if (index !== undefined) rows.add(Math.round((index / last) * MOST_TICKS));
  return [...rows].map((row) => row / MOST_TICKS);
}

const hitTicks = computed(() => ticks(hits.value.map((hit) => pages.value.indexOf(hit.page))));
const markTicks = computed(() => (onPages.value.size === 0 ? [] : ticks(listed.value.map((mark) => pages.value.indexOf(mark.page)))));
const down = (share: number) => ({ top: `${share * 100}%` });

export function Rail() {
  const track = useRef<HTMLDivElement>(null);
  const dragged = useSignal<number | null>(null);
  const last = Math.max(pages.value.count - 1, 1);
  const at = dragged.value ?? current.value;
  const indexAt = (y: number) => {
    const box = track.current!.getBoundingClientRect();
    return Math.round(Math.min(Math.max((y - box.top) / box.height, 0), 1) * last);
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by) turn(by);
    else if (event.key === "Home") jump(0);
    else if (event.key === "End") jump(last);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={track}
      class="rail"
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("reader.slider")}
      aria-valuemin={1}
      aria-valuemax={pages.value.count}
      aria-valuenow={current.value + 1}
      aria-valuetext={t("reader.page", { label: label.value })}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.value = indexAt(event.clientY);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) dragged.value = indexAt(event.clientY);
      }}
      onPointerUp={() => {
        if (dragged.value !== null) jump(dragged.value);
        dragged.value = null;
      }}
      onPointerCancel={() => (dragged.value = null)}
    >
      <div class="rail__track">
        {markTicks.value.map((share) => <span key={`m${share}`} class="rail__tick rail__tick--mark" style={down(share)} />)}
        {hitTicks.value.map((share) => <span key={`h${share}`} class="rail__tick rail__tick--hit" style={down(share)} />)}
        <span class="rail__thumb" style={down(at / last)} />
        {dragged.value !== null && (
          <span class="rail__said" style={down(at / last)}>
            <strong>{pages.value.labelAt(at)}</strong> {pages.value.documentAt(at)?.title}
          </span>
        )}
      </div>
    </div>
  );
}
