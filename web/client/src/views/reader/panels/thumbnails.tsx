/** Small pictures of the pages, only those in sight, beginning at the page being read. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { current, pages } from "../../../state/bundle";
import { t } from "../../../state/language";
import { onPages } from "../../../state/marks";
import { jump } from "../../../state/navigation";
import { thumbnailOf } from "../stage/pictures";

const ACROSS = 2;
const TALL = 204; // pixels a row
const OVER = 2;

export function Thumbnails() {
  const view = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const tall = view.current?.clientHeight ?? 800;
  const rows = Math.ceil(pages.value.count / ACROSS);
  const here = current.value;

  useLayoutEffect(() => {
    const element = view.current!;
    const row = Math.floor(here / ACROSS) * TALL;
    if (row < element.scrollTop || row + TALL > element.scrollTop + element.clientHeight) {
      element.scrollTop = row - (element.clientHeight - TALL) / 2;
    }
    top.value = element.scrollTop;
  }, [here]);

  const first = Math.max(0, Math.floor(top.value / TALL) - OVER);
  const last = Math.min(rows - 1, Math.ceil((top.value + tall) / TALL) + OVER);
  const shown = Array.from({ length: Math.max(0, (last - first + 1) * ACROSS) }, (_, n) => first * ACROSS + n);
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: ACROSS, ArrowUp: -ACROSS }[event.key];
    if (!by) return;
    jump(current.peek() + by);
    event.preventDefault();
    event.stopPropagation();
    requestAnimationFrame(() => view.current?.querySelector<HTMLElement>("[aria-current]")?.focus());
  };
  return (
    <div ref={view} class="thumbs" onScroll={(event) => (top.value = event.currentTarget.scrollTop)} onKeyDown={step}>
      <ul role="list" style={{ height: `${rows * TALL}px` }}>
        {shown.filter((index) => index < pages.value.count).map((index) => <Thumbnail key={index} index={index} here={index === here} />)}
      </ul>
    </div>
  );
}

function Thumbnail({ index, here }: { readonly index: number; readonly here: boolean }) {
  const id = pages.value.idAt(index)!;
  const label = pages.value.labelAt(index);
  const count = onPages.value.get(id)?.length ?? 0;
  const name = count > 0 ? t("reader.page_with_notes", { label, count }) : t("reader.page", { label });
  const place = { top: `${Math.floor(index / ACROSS) * TALL}px`, left: `${((index % ACROSS) * 100) / ACROSS}%` };
  return (
    <li class="thumbs__item" style={place} aria-setsize={pages.value.count} aria-posinset={index + 1}>
      <button
        type="button"
        aria-label={name}
        tabIndex={here ? 0 : -1}
        {...(here ? { "aria-current": "page" as const } : {})}
        onClick={() => jump(index)}
      >
        <span class="thumbs__picture"><img src={thumbnailOf(id)} alt="" decoding="async" /></span>
        <span class="thumbs__label">{label}{count > 0 && <span class="thumbs__marks" data-count={count} />}</span>
      </button>
    </li>
  );
}
