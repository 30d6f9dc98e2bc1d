/** The near side: index, thumbnails and search, one at a time. */
import { t } from "../../state/language";
import { tab, type Tab } from "../../state/panels";
import { sidebarOpen } from "../../state/preferences";
import { Icon } from "./icons";
import { IndexTree } from "./panels/index-tree";
import { SearchPanel } from "./panels/search";
import { Thumbnails } from "./panels/thumbnails";

const TABS: readonly { readonly tab: Tab; readonly name: () => string }[] = [
  { tab: "index", name: () => t("reader.index") },
  { tab: "pages", name: () => t("reader.pages") },
  { tab: "search", name: () => t("reader.search") },
];

function step(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const here = TABS.findIndex((each) => each.tab === tab.peek());
  const next = TABS[(here + by + TABS.length) % TABS.length]!;
  tab.value = next.tab;
  document.getElementById(`tab-${next.tab}`)?.focus();
  event.preventDefault();
  event.stopPropagation();
}

export function Sidebar() {
  return (
    <nav class="side side--near" aria-label={t("reader.sidebar")}>
      <div class="side__head">
        <div class="side__tabs" role="tablist" onKeyDown={step}>
          {TABS.map((each) => (
            <button
              key={each.tab}
              id={`tab-${each.tab}`}
              type="button"
              role="tab"
              class="side__tab"
              aria-selected={each.tab === tab.value ? "true" : "false"}
              aria-controls="sidebar-panel"
              tabIndex={each.tab === tab.value ? 0 : -1}
              onClick={() => (tab.value = each.tab)}
            >
              {each.name()}
            </button>
          ))}
        </div>
        <button type="button" class="press" title={t("reader.close")} onClick={() => (sidebarOpen.value = false)}>
          <Icon name="close" /><span class="only-heard">{t("reader.close")}</span>
        </button>
      </div>
      <div id="sidebar-panel" class="side__panel" role="tabpanel" aria-labelledby={`tab-${tab.value}`}>
        {tab.value === "index" && <IndexTree />}
        {tab.value === "pages" && <Thumbnails />}
        {tab.value === "search" && <SearchPanel />}
      </div>
    </nav>
  );
}
