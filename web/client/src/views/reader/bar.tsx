/** The bar over the pages: where one is, how one looks, what is open. */
import { zoomFrom, zoomText } from "../../core/address";
import { caseId, current, home, pages } from "../../state/bundle";
import { hearing, following, mayPresent } from "../../state/hearing";
import { t, plural } from "../../state/language";
import { hidden } from "../../state/marks";
import { canGoBack, canGoForward } from "../../state/navigation";
import { helpOpen, side, tab, textOpen } from "../../state/panels";
import { mode, sidebarOpen, zoom } from "../../state/preferences";
import { GoTo } from "./go-to";
import { Icon } from "./icons";
import { Press } from "./press";

const PERCENTS = ["50", "75", "100", "125", "150", "200", "300", "400"];

export function Bar() {
  return (
    <header class="bar">
      <div class="bar__group bar__group--case">
        <a class="press" href={`/cases/${caseId}`} title={t("reader.to_case")}>
          <Icon name="home" /><span class="only-heard">{t("reader.to_case")}</span>
        </a>
        <Press command="index" name={t("reader.index")} icon="sidebar" expanded={sidebarOpen.value && tab.value === "index"} />
        <span class="bar__case">{home.value?.title}</span>
      </div>
      <div class="bar__group" role="group" aria-label={t("reader.moving")}>
        <Press command="back" name={t("reader.back")} icon="returned" off={!canGoBack.value} />
        <Press command="forward" name={t("reader.forward")} icon="onward" off={!canGoForward.value} />
        <Press command="previous" name={t("reader.previous")} icon="back" off={current.value === 0} />
        <GoTo />
        <span class="bar__of">{plural(pages.value.count, "reader.of_pages_one", "reader.of_pages")}</span>
        <Press command="next" name={t("reader.next")} icon="forward" off={current.value >= pages.value.count - 1} />
      </div>
      <div class="bar__group bar__group--look" role="group" aria-label={t("reader.looking")}>
        <Press command="zoom-out" name={t("reader.zoom.out")} icon="minus" />
        <ZoomChoice />
        <Press command="zoom-in" name={t("reader.zoom.in")} icon="plus" />
        <Press
          command="turn-mode"
          name={mode.value === "single" ? t("reader.mode.to_continuous") : t("reader.mode.to_single")}
          icon={mode.value === "single" ? "single" : "column"}
        />
        <Press command="text" name={t("reader.text.open")} icon="text" pressed={textOpen.value} />
      </div>
      <div class="bar__group bar__group--end">
        <Press command="search" name={t("reader.search")} icon="search" expanded={sidebarOpen.value && tab.value === "search"} />
        <Press command="notes" name={t("marks.panel")} icon="notes" expanded={side.value === "notes"} />
        <Press command="hide-marks" name={t("marks.hide")} icon={hidden.value ? "hide" : "shown"} pressed={hidden.value} />
        {hearing.value && <Follow />}
        {mayPresent.value && <Press command="present" name={t("presenter.title")} icon="court" expanded={side.value === "court"} />}
        <Press command="help" name={t("reader.help.title")} icon="help" expanded={helpOpen.value} />
      </div>
    </header>
  );
}

function Follow() {
  const { on, away } = following.value;
  return (
    <Press command="follow" name={t("court.follow")} icon="follow" pressed={on && !away}>
      <span>{on && !away ? t("court.following") : t("court.follow")}</span>
    </Press>
  );
}

function ZoomChoice() {
  const now = zoomText(zoom.value);
  const odd = zoom.value.kind === "percent" && !PERCENTS.includes(now);
  return (
    <select
      class="bar__zoom"
      aria-label={t("reader.zoom.choice")}
      value={now}
      onChange={(event) => (zoom.value = zoomFrom(event.currentTarget.value) ?? zoom.peek())}
    >
      <option value="auto">{t("reader.zoom.auto")}</option>
      <option value="width">{t("reader.zoom.width")}</option>
      <option value="page">{t("reader.zoom.page")}</option>
      {odd && <option value={now}>{now} %</option>}
      {PERCENTS.map((percent) => <option key={percent} value={percent}>{percent} %</option>)}
    </select>
  );
}
