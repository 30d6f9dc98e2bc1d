/** Every key, from the one table; and the switch that turns single keys off. */
import { BINDINGS, keyCap, type Command, type Group } from "../../core/keymap";
import { Button } from "../../design/components/button";
import { Dialog } from "../../design/components/dialog";
import { change, t, type Key } from "../../state/language";
import { helpOpen } from "../../state/panels";
import { singles } from "../../state/preferences";

const GROUPS: readonly (readonly [Group, Key])[] = [
  ["move", "help.move"],
  ["find", "help.find"],
  ["look", "help.look"],
  ["mark", "help.mark"],
  ["court", "help.court"],
];

const SENTENCES: Readonly<Record<Command, Key>> = {
  next: "reader.next", previous: "reader.previous", first: "help.first", last: "help.last",
  "screen-down": "help.screen_down", "screen-up": "help.screen_up",
  "next-document": "help.next_document", "previous-document": "help.previous_document",
  back: "reader.back", forward: "reader.forward",
  "go-to": "reader.go_to", search: "reader.search", "next-hit": "reader.search.next", "previous-hit": "reader.search.previous",
  "zoom-in": "reader.zoom.in", "zoom-out": "reader.zoom.out", "fit-width": "reader.zoom.width", "fit-page": "reader.zoom.page",
  "true-size": "help.true_size", "turn-mode": "help.turn_mode",
  index: "reader.index", thumbnails: "reader.pages", notes: "marks.panel", text: "reader.text.open", help: "reader.help.title",
  "hide-marks": "marks.hide", highlight: "marks.highlight", note: "marks.note", box: "marks.box", select: "help.select",
  "copy-reference": "reader.copy_reference",
  follow: "court.follow", rejoin: "court.rejoin", present: "presenter.title", show: "presenter.show",
  "call-out": "presenter.call_out", blank: "presenter.blank", escape: "help.escape",
};

export function Help() {
  return (
    <Dialog title={t("reader.help.title")} closeLabel={t("reader.close")} onClose={() => (helpOpen.value = false)}>
      <label class="choice">
        <input type="checkbox" checked={singles.value} onChange={(event) => (singles.value = event.currentTarget.checked)} />
        <span>{t("help.singles")}</span>
      </label>
      <div class="help">
        {GROUPS.map(([group, title]) => (
          <section key={group}>
            <h3>{t(title)}</h3>
            <dl class="help__keys">
              {BINDINGS.filter((binding) => binding.group === group).map(({ command, keys }) => (
                <div key={command}>
                  <dt>{keys.map((key) => <kbd key={key}>{keyCap(key)}</kbd>)}</dt>
                  <dd>{t(SENTENCES[command])}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <OtherLanguage />
    </Dialog>
  );
}

/** Named in itself, so that whoever needs it can read it. */
function OtherLanguage() {
  const code = t("desk.language.other_code") === "cy" ? "cy" : "en";
  return <Button look="quiet" lang={code} onClick={() => void change(code)}>{t("desk.language.other")}</Button>;
}
