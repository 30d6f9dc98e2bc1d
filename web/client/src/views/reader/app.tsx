/** The reader's frame: bar, panels, pages. Nothing here turns a page; the stage does. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { Said } from "../../design/components/said";
import { Notice } from "../../design/components/notice";
import { bundle, home, pages, trouble } from "../../state/bundle";
import { t } from "../../state/language";
import { helpOpen, side, textOpen } from "../../state/panels";
import { mode, sidebarOpen } from "../../state/preferences";
import { Bar } from "./bar";
import { perform } from "./commands";
import { CourtBanner } from "./court-banner";
import { Help } from "./help";
import { Icon } from "./icons";
import { Later } from "./later";
import { NotesPanel } from "./panels/notes";
import { Rail } from "./rail";
import { SelectionBar } from "./selection-bar";
import { Sidebar } from "./sidebar";
import { mount } from "./stage-host";
import { TextView } from "./text-view";
import { sentenceOf } from "./words";

const presenter = () => import("../presenter/panel").then((module) => module.PresenterPanel);

export function Reader() {
  if (trouble.value) return <Refused />;
  if (!bundle.value) return <p class="loading reader__waiting">{t("reader.loading")}</p>;
  return (
    <div class="reader">
      <a class="skip" href="#pages">{t("reader.skip")}</a>
      <Bar />
      <div class="reader__body">
        {sidebarOpen.value && <Sidebar />}
        <main class="reader__main">
          <h1 class="only-heard">{home.value?.title ?? t("reader.title")}</h1>
          <CourtBanner />
          {pages.value.count === 0 ? <Empty /> : <Pages />}
          {textOpen.value && <TextView />}
          <SelectionBar />
        </main>
        {side.value === "notes" && <NotesPanel />}
        {side.value === "court" && <Later load={presenter} />}
      </div>
      {helpOpen.value && <Help />}
      <Said />
    </div>
  );
}

function Pages() {
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (scroller.current ? mount(scroller.current) : undefined), []);
  return (
    <div class="reader__stage">
      <div ref={scroller} id="pages" class="stage" tabIndex={0} role="region" aria-label={t("reader.pages")} />
      {mode.value === "single" && <Edge command="previous" />}
      {mode.value === "single" && <Edge command="next" />}
      <Rail />
    </div>
  );
}

/** Beside a page shown by itself, somewhere large to press. The keys and the bar do the same, so it is for the hand only. */
function Edge({ command }: { readonly command: "previous" | "next" }) {
  return (
    <button type="button" class={`edge edge--${command}`} tabIndex={-1} aria-hidden="true" onClick={() => perform(command)}>
      <Icon name={command === "next" ? "forward" : "back"} />
    </button>
  );
}

function Empty() {
  return (
    <div class="reader__waiting">
      <div class="empty">
        <p>{t("reader.empty")}</p>
      </div>
    </div>
  );
}

function Refused() {
  const refusal = trouble.value!;
  const away = refusal.status === 401;
  return (
    <main class="reader__waiting">
      <Notice look="bad">
        <p>{sentenceOf(refusal)}</p>
        <p><a href={away ? "/sign-in" : "/"}>{away ? t("reader.sign_in") : t("reader.to_cases")}</a></p>
      </Notice>
    </main>
  );
}
