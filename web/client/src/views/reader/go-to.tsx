/** The box that says where one is and takes one anywhere: a label, a step, a section, words of a title. */
import { useSignal } from "@preact/signals";
import { matches, type Match } from "../../core/places";
import { say } from "../../design/components/said";
import { current, label, pages } from "../../state/bundle";
import { t } from "../../state/language";
import { jump, recentPages, resolve } from "../../state/navigation";
import { named } from "./press";

const LIST = "go-to-matches";

export function GoTo() {
  const typed = useSignal<string | null>(null);
  const at = useSignal(0);
  const found = typed.value === null ? [] : matches(pages.value, typed.value, current.value, recentPages.value);

  const leave = () => {
    typed.value = null;
    document.getElementById("pages")?.focus({ preventScroll: true });
  };
  const go = async (match: Match | undefined, text: string) => {
    const index = match?.index ?? (text.trim() === "" ? undefined : await resolve(text));
    if (index === undefined) return say(t("reader.go_to.nowhere", { typed: text }));
    jump(index);
    leave();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const by = event.key === "ArrowDown" ? 1 : -1;
      at.value = found.length === 0 ? 0 : (at.value + by + found.length) % found.length;
    } else if (event.key === "Enter") void go(found[at.value], typed.value ?? "");
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="go-to">
      <input
        id="go-to-box"
        class="go-to__box"
        type="text"
        role="combobox"
        aria-label={t("reader.go_to")}
        aria-expanded={found.length > 0 ? "true" : "false"}
        aria-controls={LIST}
        aria-autocomplete="list"
        {...(found.length > 0 ? { "aria-activedescendant": `${LIST}-${at.value}` } : {})}
        title={named(t("reader.go_to"), "go-to")}
        autocomplete="off"
        spellcheck={false}
        value={typed.value ?? label.value}
        onFocus={(event) => {
          typed.value = "";
          at.value = 0;
          event.currentTarget.select();
        }}
        onBlur={() => (typed.value = null)}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={press}
        placeholder={label.value}
      />
      {typed.value !== null && (
        <ul id={LIST} class="go-to__matches" role="listbox" aria-label={t("reader.go_to.matches")} hidden={found.length === 0 && typed.value.trim() === ""}>
          {found.map((match, place) => (
            <li
              key={match.index}
              id={`${LIST}-${place}`}
              role="option"
              aria-selected={place === at.value ? "true" : "false"}
              onPointerDown={(event) => {
                event.preventDefault();
                void go(match, "");
              }}
            >
              <span class="go-to__label">{match.label}</span>
              <span class="go-to__title">{match.title}</span>
              {match.kind === "recent" && <span class="go-to__kind">{t("reader.go_to.recent")}</span>}
            </li>
          ))}
          {found.length === 0 && <li class="go-to__none" role="option" aria-selected="false">{t("reader.go_to.none")}</li>}
        </ul>
      )}
    </div>
  );
}
