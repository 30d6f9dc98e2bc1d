/** The presenter's panel: the floor, what is shown, who will see it. Fetched only by those who may present. */
import type { Roster } from "../../api/shapes";
import { Notice } from "../../design/components/notice";
import { label } from "../../state/bundle";
import { court, hearing, holdsFloor } from "../../state/hearing";
import { t } from "../../state/language";
import { side } from "../../state/panels";
import { tool } from "../../state/selection";
import { Icon } from "../reader/icons";
import { named } from "../reader/press";
import { AUDIENCES, blank, blanked, blankFor, clearCallOut, give, isBlank, mayBlank, orderTrouble, presenting, show, turnShown } from "./commands";
import { Rise } from "./rise";

export function PresenterPanel() {
  const state = court.value;
  if (!state?.you) return null;
  return (
    <aside class="side side--far presenter" aria-label={t("presenter.title")}>
      <div class="side__head">
        <h2 class="side__title">{t("presenter.title")}</h2>
        <button type="button" class="press" title={t("reader.close")} onClick={() => (side.value = null)}>
          <Icon name="close" /><span class="only-heard">{t("reader.close")}</span>
        </button>
      </div>
      <div class="side__panel stack">
        <p class="quiet">{hearing.value?.title}</p>
        {orderTrouble.value !== null && <Notice look="bad">{orderTrouble.value}</Notice>}
        <Floor />
        <OnScreens />
        {holdsFloor.value && <Acts />}
        {mayBlank.value && <Blanking />}
        <WhoSees />
        {state.roster && <People roster={state.roster} />}
        {state.you.run && <Rise />}
      </div>
    </aside>
  );
}

function Floor() {
  const { floor, you } = court.value!;
  const mine = holdsFloor.value;
  return (
    <section class="presenter__floor">
      <h3>{t("presenter.floor")}</h3>
      <p role="status">
        {mine ? t("presenter.floor_yours") : floor?.holder ? t("presenter.floor_of", { name: floor.name ?? "" }) : t("presenter.floor_free")}
        {floor?.away && ` ${t("presenter.floor_away")}`}
      </p>
      <div class="row">
        {!mine && you?.present && <Act name={floor?.holder ? t("presenter.ask") : t("presenter.take")} act={() => give({ type: "ask_floor" })} />}
        {!mine && you?.run && floor?.holder && <Act name={t("presenter.take_over")} act={() => give({ type: "take_floor" })} />}
        {mine && <Act name={t("presenter.release")} act={() => give({ type: "release_floor" })} second />}
      </div>
    </section>
  );
}

function OnScreens() {
  const { screen } = court.value!;
  return (
    <section>
      <h3>{t("presenter.on_screens")}</h3>
      <p class="presenter__shown">{screen.kind === "page" ? screen.label : t("presenter.dark")}</p>
    </section>
  );
}

function Acts() {
  const { screen } = court.value!;
  const calledOut = screen.kind === "page" && screen.callout != null;
  return (
    <section class="stack">
      <Act name={named(t("presenter.show_page", { label: label.value }), "show")} act={show} />
      <div class="row">
        <Act name={named(tool.value ? t("presenter.call_out_stop") : t("presenter.call_out"), "call-out")} act={() => presenting("call-out")} second />
        {screen.kind === "page" && <Act name={t("presenter.turn")} act={turnShown} second />}
        {calledOut && <Act name={t("presenter.call_out_end")} act={clearCallOut} second />}
      </div>
    </section>
  );
}

function Blanking() {
  return (
    <section class="stack">
      <Act name={named(blanked.value ? t("presenter.unblank") : t("presenter.blank"), "blank")} act={blank} second />
      <div class="row presenter__audiences" role="group" aria-label={t("presenter.blank_for")}>
        <span class="quiet small" aria-hidden="true">{t("presenter.blank_for")}</span>
        {AUDIENCES.map((audience) => (
          <button key={audience} type="button" class="layers__one" aria-pressed={isBlank(audience) ? "true" : "false"}
            onClick={() => void blankFor(audience)}>
            {audienceWord(audience)}
          </button>
        ))}
      </div>
    </section>
  );
}

function Act({ name, act, second = false }: { readonly name: string; readonly act: () => unknown; readonly second?: boolean }) {
  return <button type="button" class={second ? "button button--second" : "button"} onClick={() => void act()}>{name}</button>;
}

function WhoSees() {
  const { audience: counted, screen } = court.value!;
  if (!counted || (screen.kind === "dark" && counted.will_see === 0)) return null;
  return (
    <section role="status">
      <p class="presenter__count">{t("presenter.will_see", { count: counted.will_see, of: counted.of })}</p>
      <ul>
        {(counted.not_admitted ?? []).map((group, n) => (
          <li key={n}>{t("presenter.not_admitted", { count: group.count, who: group.team ?? audienceWord(group.audience) })}</li>
        ))}
      </ul>
    </section>
  );
}

function audienceWord(audience: string): string {
  if (audience === "jury") return t("presenter.jury");
  if (audience === "witness") return t("presenter.witness");
  return audience === "gallery" ? t("presenter.gallery") : t("presenter.court");
}

function People({ roster }: { readonly roster: Roster }) {
  const me = court.value?.you?.person;
  const mayGive = holdsFloor.value || court.value?.you?.run;
  const holder = court.value?.floor?.holder;
  return (
    <section class="presenter__people">
      <h3>{t("presenter.present")}</h3>
      <ul role="list">
        {(roster.people ?? []).map((person) => (
          <li key={person.person} class="presenter__person">
            <span>{person.name} {person.asks && <span class="tag tag--warn">{t("presenter.asks")}</span>} <span class="presenter__team">{person.team}</span></span>
            {mayGive && person.can_hold && person.person !== me && person.person !== holder && (
              <button type="button" class="button button--quiet" onClick={() => void give({ type: "give_floor", to: person.person })}>
                {t("presenter.give")}<span class="only-heard"> {person.name}</span>
              </button>
            )}
          </li>
        ))}
        {(roster.screens ?? []).map((screen) => (
          <li key={screen.screen}><span>{screen.name} <span class="presenter__team">{audienceWord(screen.audience)}</span></span></li>
        ))}
      </ul>
    </section>
  );
}
