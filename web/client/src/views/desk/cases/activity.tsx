/** What has been done on a case, newest first, for the clerk. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { Activity, CaseHome } from "../../../api/shapes";
import { Button } from "../../../design/components/button";
import { Notice } from "../../../design/components/notice";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { moment } from "../frame/words";

const AT_ONCE = 100;

export function ActivityView({ home }: { readonly home: CaseHome }) {
  const path = `/cases/${home.id}/activity`;
  const newest = useLoaded(home.id, () => api.get<readonly Activity[]>(path, { query: { limit: AT_ONCE } }));
  return (
    <Loaded of={newest}>
      {(rows) => (rows.length ? <ActivityPanel path={path} newest={rows} /> : <p class="empty">{t("desk.activity.none")}</p>)}
    </Loaded>
  );
}

function ActivityPanel({ path, newest }: { readonly path: string; readonly newest: readonly Activity[] }) {
  const older = useSignal<readonly Activity[]>([]);
  const end = useSignal(newest.length < AT_ONCE);
  const { busy, refusal, act } = useActing();
  const rows = [...newest, ...older.value];
  const more = () => act(async () => {
    const found = await api.get<readonly Activity[]>(path, { query: { limit: AT_ONCE, before: rows.at(-1)?.sequence } });
    older.value = [...older.value, ...found];
    end.value = found.length < AT_ONCE;
  });
  return (
    <section class="panel" aria-labelledby="activity">
      <h2 id="activity">{t("desk.activity")}</h2>
      <ActivityTable rows={rows} />
      {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
      {!end.value && <div><Button look="second" busy={busy.value} onClick={() => void more()}>{t("desk.activity.more")}</Button></div>}
    </section>
  );
}

function ActivityTable({ rows }: { readonly rows: readonly Activity[] }) {
  return (
    <table class="table">
      <caption class="only-heard">{t("desk.activity")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("desk.activity.at")}</th>
          <th scope="col">{t("desk.activity.who")}</th>
          <th scope="col">{t("desk.activity.what")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.sequence}>
            <td class="table__number" data-column={t("desk.activity.at")}>{moment(row.at)}</td>
            <td data-column={t("desk.activity.who")}>{row.who}</td>
            <td data-column={t("desk.activity.what")}>{row.what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
