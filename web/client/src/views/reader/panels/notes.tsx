/** Notes and marks in page order: to jump to, to sieve, to write, to change, to remove. */
import { useEffect, useRef } from "preact/hooks";
import type { LayerKind, Mark } from "../../../api/shapes";
import { pages } from "../../../state/bundle";
import { plural, t } from "../../../state/language";
import {
  changeMark, editing, LAYERS, layer, listed, makeMark, markTrouble, pointed, removeMark, sharedOnce, shownLayers, sieveText,
} from "../../../state/marks";
import { jump } from "../../../state/navigation";
import { draft, side } from "../../../state/panels";
import { Notice } from "../../../design/components/notice";
import { moment } from "../../desk/frame/words";
import { Icon } from "../icons";
import { LAYER_WORDS } from "../words";
import { LayerChoice } from "./layer-choice";
import { NoteEditor } from "./note-editor";

const MOST = 500;

export function NotesPanel() {
  return (
    <aside class="side side--far" aria-label={t("marks.panel")}>
      <div class="side__head">
        <h2 class="side__title">{t("marks.panel")}</h2>
        <button type="button" class="press" title={t("reader.close")} onClick={() => (side.value = null)}>
          <Icon name="close" /><span class="only-heard">{t("reader.close")}</span>
        </button>
      </div>
      <div class="side__panel notes">
        {draft.value ? <Draft /> : <LayerChoice legend={t("marks.new_on")} value={layer.value} onChosen={(kind) => (layer.value = kind)} />}
        {markTrouble.value !== null && <Notice look="bad">{markTrouble.value || t("reader.unreachable")}</Notice>}
        <Sieve />
        <ol role="list" class="notes__list">
          {listed.value.slice(0, MOST).map((mark) => <Row key={mark.id} mark={mark} />)}
        </ol>
        {listed.value.length === 0 && <p class="quiet">{t("marks.none")}</p>}
      </div>
    </aside>
  );
}

function Draft() {
  const target = draft.value!;
  const keep = async (body: string) => {
    const made = await makeMark("note", target, body);
    if (made === null) return;
    pointed.value = made;
    draft.value = null;
    sharedOnce();
  };
  const index = pages.value.indexOf(target.page) ?? 0;
  return (
    <section class="note note--draft" aria-label={t("marks.new_note")}>
      <h3>{t("marks.note_on", { label: pages.value.labelAt(index) })}</h3>
      {target.quote && <blockquote class="note__quote">{target.quote.exact}</blockquote>}
      <LayerChoice legend={t("marks.layer")} value={layer.value} onChosen={(kind) => (layer.value = kind)} />
      <NoteEditor body="" onKeep={keep} onDrop={() => (draft.value = null)} />
    </section>
  );
}

function Sieve() {
  const turn = (kind: LayerKind, on: boolean) => {
    const layers = new Set(shownLayers.peek());
    if (on) layers.add(kind);
    else layers.delete(kind);
    shownLayers.value = layers;
  };
  return (
    <fieldset class="notes__sieve">
      <legend class="only-heard">{t("marks.sieve")}</legend>
      <div class="row">
        {LAYERS.map((kind) => (
          <label key={kind} class="choice">
            <input type="checkbox" checked={shownLayers.value.has(kind)} onChange={(event) => turn(kind, event.currentTarget.checked)} />
            <span>{LAYER_WORDS[kind]()}</span>
          </label>
        ))}
      </div>
      <input
        class="input side__filter"
        type="search"
        aria-label={t("marks.find")}
        placeholder={t("marks.find")}
        value={sieveText.value}
        onInput={(event) => (sieveText.value = event.currentTarget.value)}
      />
      <p class="quiet small" role="status">{plural(listed.value.length, "marks.count_one", "marks.count")}</p>
    </fieldset>
  );
}

function Row({ mark }: { readonly mark: Mark }) {
  const row = useRef<HTMLLIElement>(null);
  const here = mark.id === pointed.value;
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: "nearest" });
  }, [here]);
  const go = () => {
    pointed.value = mark.id;
    const index = pages.peek().indexOf(mark.page);
    if (index !== undefined) jump(index, mark.quads[0] ?? null);
  };
  const look = `note note--${mark.layer} note--${mark.colour}${here ? " note--here" : ""}`;
  return (
    <li ref={row} class={look} {...(here ? { "aria-current": "true" as const } : {})}>
      <button type="button" class="note__go" onClick={go}>
        <span class="note__label">{mark.label}</span>
        <span class="note__layer"><Icon name={mark.layer} /> {LAYER_WORDS[mark.layer]()}</span>
      </button>
      {mark.quote && <blockquote class="note__quote">{mark.quote.exact}</blockquote>}
      {editing.value === mark.id ? <Changing mark={mark} /> : mark.body !== "" && <p class="note__body">{mark.body}</p>}
      <div class="note__foot">
        <span class="quiet small">{mark.mine ? t("marks.you") : mark.author} · {moment(mark.created_at)}</span>
        {mark.mine && editing.value !== mark.id && <Own mark={mark} />}
      </div>
    </li>
  );
}

function Own({ mark }: { readonly mark: Mark }) {
  return (
    <span class="note__acts">
      <button type="button" class="press" title={t("marks.edit")} onClick={() => (editing.value = mark.id)}>
        <Icon name="edit" /><span class="only-heard">{t("marks.edit_on", { label: mark.label })}</span>
      </button>
      <button type="button" class="press" title={t("marks.remove")} onClick={() => void removeMark(mark)}>
        <Icon name="remove" /><span class="only-heard">{t("marks.remove_on", { label: mark.label })}</span>
      </button>
    </span>
  );
}

function Changing({ mark }: { readonly mark: Mark }) {
  const keep = async (body: string) => {
    if (await changeMark(mark, { body })) editing.value = null;
  };
  return (
    <>
      <NoteEditor body={mark.body} onKeep={keep} onDrop={() => (editing.value = null)} />
      <LayerChoice legend={t("marks.layer")} value={mark.layer} onChosen={(kind) => void changeMark(mark, { layer: kind })} />
    </>
  );
}
