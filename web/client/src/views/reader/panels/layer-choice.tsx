/** Whose a mark is: mine, my team's, everyone's. Making it wider is asked twice. */
import { useSignal } from "@preact/signals";
import type { LayerKind } from "../../../api/shapes";
import { Dialog } from "../../../design/components/dialog";
import { t } from "../../../state/language";
import { LAYERS } from "../../../state/marks";
import { Icon } from "../icons";
import { LAYER_HINTS, LAYER_WORDS } from "../words";

interface Props {
  readonly legend: string;
  readonly value: LayerKind;
  readonly onChosen: (layer: LayerKind) => void;
}

export function LayerChoice({ legend, value, onChosen }: Props) {
  const asked = useSignal<LayerKind | null>(null);
  const press = (kind: LayerKind) => {
    if (LAYERS.indexOf(kind) > LAYERS.indexOf(value)) asked.value = kind;
    else if (kind !== value) onChosen(kind);
  };
  const confirm = () => {
    const kind = asked.peek();
    asked.value = null;
    if (kind) onChosen(kind);
  };
  return (
    <div class="layers" role="group" aria-label={legend}>
      <span class="layers__legend" aria-hidden="true">{legend}</span>
      {LAYERS.map((kind) => (
        <button
          key={kind}
          type="button"
          class={`layers__one layers__one--${kind}`}
          aria-pressed={kind === value ? "true" : "false"}
          title={LAYER_HINTS[kind]()}
          onClick={() => press(kind)}
        >
          <Icon name={kind} /> {LAYER_WORDS[kind]()}
        </button>
      ))}
      {asked.value && (
        <Dialog title={t("marks.widen")} closeLabel={t("reader.close")} onClose={() => (asked.value = null)}>
          <div class="stack">
            <p>{LAYER_HINTS[asked.value]()}</p>
            <div class="row">
              <button type="button" class="button" onClick={confirm}>{t("marks.widen_yes", { layer: LAYER_WORDS[asked.value]() })}</button>
              <button type="button" class="button button--second" onClick={() => (asked.value = null)}>{t("marks.drop")}</button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  );
}
