/** What can be done with the words selected, beside where the selection ends. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { mayMark } from "../../state/bundle";
import { t } from "../../state/language";
import { colour, COLOURS, layer } from "../../state/marks";
import { selectedAt } from "../../state/selection";
import { Icon } from "./icons";
import { Press } from "./press";
import { COLOUR_WORDS, LAYER_WORDS } from "./words";

const MARGIN = 8;

export function SelectionBar() {
  const bar = useRef<HTMLDivElement>(null);
  const at = selectedAt.value;
  useLayoutEffect(() => {
    if (!at || !bar.current) return;
    const { style, offsetWidth, offsetHeight } = bar.current;
    style.left = `${Math.max(MARGIN, Math.min(at.x - offsetWidth / 2, innerWidth - offsetWidth - MARGIN))}px`;
    style.top = `${Math.min(at.y + MARGIN, innerHeight - offsetHeight - MARGIN)}px`;
  }, [at]);
  if (!at) return null;
  return (
    <div ref={bar} class="selection-bar" role="toolbar" aria-label={t("marks.selection")} onPointerDown={(event) => event.preventDefault()}>
      {mayMark.value && (
        <>
          <Press command="highlight" name={t("marks.highlight")} icon="marker"><span>{t("marks.highlight")}</span></Press>
          <div class="selection-bar__colours" role="group" aria-label={t("marks.colour")}>
            {COLOURS.map((each) => (
              <button
                key={each}
                type="button"
                class={`swatch swatch--${each}`}
                aria-pressed={each === colour.value ? "true" : "false"}
                title={COLOUR_WORDS[each]()}
                onClick={() => (colour.value = each)}
              >
                <span class="only-heard">{COLOUR_WORDS[each]()}</span>
              </button>
            ))}
          </div>
          <Press command="note" name={t("marks.note")} icon="notes"><span>{t("marks.note")}</span></Press>
        </>
      )}
      <Press command="copy-reference" name={t("reader.copy_reference")} icon="copy" />
      {mayMark.value && <span class="selection-bar__layer" title={t("marks.new_on")}><Icon name={layer.value} /> {LAYER_WORDS[layer.value]()}</span>}
    </div>
  );
}
