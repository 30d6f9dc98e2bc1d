/** A case's frame: what it is called, who the reader is here, and the ways within it. */
import { api } from "../../../api/client";
import type { Act, CaseHome, Hearing } from "../../../api/shapes";
import { buttonClass } from "../../../design/components/button";
import { Notice } from "../../../design/components/notice";
import { t, type Key } from "../../../state/language";
import { BundleView } from "../bundle/bundle";
import { Heading } from "../frame/heading";
import { Loaded, useLoaded } from "../frame/loading";
import { caseAddress, readerAddress, type CaseTab, type Place } from "../frame/addresses";
import { roleName } from "../frame/words";
import { HearingView, presentAddress } from "../hearings/hearing";
import { HearingsView } from "../hearings/hearings";
import { PeopleView } from "../people/people";
import { PublicationsView } from "../publications/publications";
import { ActivityView } from "./activity";

export type CasePlace = Extract<Place, { readonly case: string }>;

interface Tab {
  readonly tab: CaseTab;
  readonly name: Key;
  readonly needs?: Act;
}

const TABS: readonly Tab[] = [
  { tab: "bundle", name: "desk.tab.bundle" },
  { tab: "publications", name: "desk.tab.publications" },
  { tab: "hearings", name: "desk.tab.hearings" },
  { tab: "people", name: "desk.tab.people" },
  { tab: "activity", name: "desk.tab.activity", needs: "read_activity" },
];

export function CaseView({ at }: { readonly at: CasePlace }) {
  const home = useLoaded(at.case, () => api.get<CaseHome>(`/cases/${at.case}`));
  return (
    <main class="main" id="main">
      {home.value === undefined && <Heading title={t(home.absent ? "desk.nowhere" : "desk.tab.bundle")} />}
      <Loaded of={home}>{(value) => <CaseFrame at={at} home={value} />}</Loaded>
    </main>
  );
}

interface Props {
  readonly at: CasePlace;
  readonly home: CaseHome;
}

function CaseFrame({ at, home }: Props) {
  const current = at.view === "hearing" ? "hearings" : at.tab;
  return (
    <>
      <div class="row row--apart case-head">
        <Heading title={home.title}>
          <p class="quiet">{home.urn} · {home.court} · {t("desk.cases.as", { role: roleName(home.role) })}{home.team && `, ${home.team}`}</p>
        </Heading>
        <a class={buttonClass()} href={readerAddress(home.id)}>{t("desk.open_bundle")}</a>
      </div>
      {at.view !== "hearing" && <HearingNow home={home} />}
      <nav class="tabs" aria-label={t("desk.tabs")}>
        {TABS.filter(({ needs }) => needs === undefined || home.acts.includes(needs)).map(({ tab, name }) => (
          <a key={tab} href={caseAddress(home.id, tab)} {...(tab === current ? { "aria-current": "page" as const } : {})}>{t(name)}</a>
        ))}
      </nav>
      <Within at={at} home={home} />
    </>
  );
}

function Within({ at, home }: Props) {
  if (at.view === "hearing") return <HearingView home={home} id={at.hearing} />;
  switch (at.tab) {
    case "bundle":
      return <BundleView home={home} />;
    case "publications":
      return <PublicationsView home={home} />;
    case "hearings":
      return <HearingsView home={home} />;
    case "people":
      return <PeopleView home={home} />;
    case "activity":
      return <ActivityView home={home} />;
  }
}

/** A hearing that is on is one press away from anywhere in its case. Silent when it cannot be asked for. */
function HearingNow({ home }: { readonly home: CaseHome }) {
  const hearings = useLoaded(home.id, () => api.get<readonly Hearing[]>(`/cases/${home.id}/hearings`));
  const open = hearings.value?.find((hearing) => hearing.risen_at === null);
  if (!open) return null;
  return (
    <Notice wide>
      <div class="row row--apart">
        <p><strong>{t("desk.hearing_now")}:</strong> {open.title}</p>
        <a class={buttonClass("second")} href={presentAddress(home.id)}>{t("desk.hearings.go")}</a>
      </div>
    </Notice>
  );
}
