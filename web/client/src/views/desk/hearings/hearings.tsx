/** The hearings of a case: the one that is on, and those that were. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { CaseHome, Hearing } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { TextField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { Tag } from "../../../design/components/tag";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { go } from "../frame/routes";
import { day, moment } from "../frame/words";

export const hearingAddress = (caseId: string, hearing: string): string => `/cases/${caseId}/hearings/${hearing}`;

export function HearingsView({ home }: { readonly home: CaseHome }) {
  const hearings = useLoaded(home.id, () => api.get<readonly Hearing[]>(`/cases/${home.id}/hearings`));
  return (
    <>
      <Loaded of={hearings}>
        {(list) => (
          <>
            {list.length ? (
              <ul role="list" class="stack">{newestFirst(list).map((each) => <HearingCard key={each.id} of={each} />)}</ul>
            ) : (
              <p class="empty">{t("desk.hearings.none")}</p>
            )}
            {home.acts.includes("run_hearing") && <Opening home={home} hearings={list} />}
          </>
        )}
      </Loaded>
    </>
  );
}

const newestFirst = (list: readonly Hearing[]): readonly Hearing[] => list.toSorted((a, b) => b.opened_at.localeCompare(a.opened_at));

function HearingCard({ of }: { readonly of: Hearing }) {
  return (
    <li class="panel">
      <div class="row row--apart">
        <h2><a href={hearingAddress(of.case, of.id)}>{of.title}</a></h2>
        {of.risen_at === null && <Tag look="live">{t("desk.hearing_now")}</Tag>}
      </div>
      <p class="quiet">{said(of)}</p>
    </li>
  );
}

export function said(hearing: Hearing): string {
  const opened = moment(hearing.opened_at);
  if (hearing.risen_at === null) return t("desk.hearings.since", { at: opened });
  return t("desk.hearings.span", { from: opened, until: moment(hearing.risen_at) });
}

/** One hearing of a case at a time. */
function Opening({ home, hearings }: { readonly home: CaseHome; readonly hearings: readonly Hearing[] }) {
  const on = hearings.some((each) => each.risen_at === null);
  return on ? <p class="quiet">{t("desk.hearings.one_at_a_time")}</p> : <OpenForm home={home} />;
}

function OpenForm({ home }: { readonly home: CaseHome }) {
  const title = useSignal(t("desk.hearings.usual", { date: day(new Date()) }));
  const missing = useSignal(false);
  const { busy, refusal, act } = useActing();
  const submit = async (event: Event) => {
    event.preventDefault();
    missing.value = !title.value.trim();
    if (missing.value) return;
    await act(async () => {
      const made = await api.post<Hearing>(`/cases/${home.id}/hearings`, { title: title.value.trim() });
      go(hearingAddress(home.id, made.id));
    });
  };
  return (
    <form class="panel form" onSubmit={(event) => void submit(event)} noValidate aria-labelledby="open-hearing">
      <h2 id="open-hearing">{t("desk.hearings.open")}</h2>
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      <TextField label={t("desk.hearings.title")} maxLength={300} error={missing.value ? t("desk.hearings.title_missing") : undefined}
        value={title.value} onText={(text) => (title.value = text)} />
      <Button type="submit" busy={busy.value}>{t("desk.hearings.open")}</Button>
    </form>
  );
}
