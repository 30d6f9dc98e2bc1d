/** The exhibit record: what was shown, to whom, from when to when. */
import { api } from "../../../api/client";
import type { Bundle, RecordRow } from "../../../api/shapes";
import { Button, buttonClass } from "../../../design/components/button";
import { t, type Key } from "../../../state/language";
import { Loaded, useLoaded } from "../frame/loading";
import { readerAddress } from "../frame/addresses";
import { clock, day, named } from "../frame/words";
import type { PanelProps } from "./hearing";

export function RecordPanel({ home, hearing }: PanelProps) {
  const key = `${hearing.id}/${hearing.risen_at ?? ""}`;
  const record = useLoaded(key, () => api.get<readonly RecordRow[]>(`/hearings/${hearing.id}/record`));
  const bundle = useLoaded(home.id, () => api.get<Bundle>(`/cases/${home.id}/bundle`));
  const titles = titlesOf(bundle.value);
  return (
    <section class="panel" aria-labelledby="record">
      <div class="row row--apart">
        <h2 id="record">{t("desk.record")}</h2>
        <div class="row">
          {hearing.risen_at === null && <Button look="quiet" onClick={() => void record.again()}>{t("desk.record.again")}</Button>}
          <a class={buttonClass("second")} href={`/api/hearings/${hearing.id}/record.csv`} download>{t("desk.record.csv")}</a>
        </div>
      </div>
      <Loaded of={record}>
        {(rows) => (rows.length ? <RecordTable caseId={home.id} {...{ rows, titles }} /> : <p class="quiet">{t("desk.record.none")}</p>)}
      </Loaded>
    </section>
  );
}

const AUDIENCES: Readonly<Record<string, Key>> = {
  court: "desk.audience.court",
  jury: "desk.role.jury",
  witness: "desk.role.witness",
  gallery: "desk.role.gallery",
};

type Titles = ReadonlyMap<string, string>;

/** Documents by id, as far as they are still in the index: one withdrawn since has no title here. */
const titlesOf = (bundle: Bundle | undefined): Titles =>
  new Map(bundle?.sections.flatMap(({ documents }) => documents.map(({ id, title }) => [id, title] as const)));

const audience = (row: RecordRow): string => {
  const key = AUDIENCES[row.audience];
  return key ? t(key) : row.audience;
};

interface TableProps {
  readonly caseId: string;
  readonly rows: readonly RecordRow[];
  readonly titles: Titles;
}

function RecordTable({ caseId, rows, titles }: TableProps) {
  return (
    <table class="table">
      <caption class="only-heard">{t("desk.record")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("desk.record.page")}</th>
          <th scope="col">{t("desk.record.audience")}</th>
          <th scope="col">{t("desk.record.since")}</th>
          <th scope="col">{t("desk.record.until")}</th>
          <th scope="col">{t("desk.record.presenter")}</th>
        </tr>
      </thead>
      <tbody>{rows.map((row) => <Row key={`${row.page}${row.audience}${row.since}`} {...{ caseId, row }} title={titles.get(row.document)} />)}</tbody>
    </table>
  );
}

interface RowProps {
  readonly caseId: string;
  readonly row: RecordRow;
  readonly title: string | undefined;
}

function Row({ caseId, row, title }: RowProps) {
  return (
    <tr>
      <td data-column={t("desk.record.page")}>
        <a href={readerAddress(caseId, row.label)}>{row.label}</a>{title && <><br /><span class="small">{title}</span></>}
      </td>
      <td data-column={t("desk.record.audience")}>
        {audience(row)}{row.screens.length > 0 && <><br /><span class="quiet small">{named(row.screens)}</span></>}
        {row.withheld.length > 0 && <><br /><span class="small">{t("desk.record.withheld", { teams: named(row.withheld) })}</span></>}
      </td>
      <td class="table__number" data-column={t("desk.record.since")}>{day(new Date(row.since))}, {clock(row.since)}</td>
      <td class="table__number" data-column={t("desk.record.until")}>{row.until === null ? t("desk.record.still") : clock(row.until)}</td>
      <td data-column={t("desk.record.presenter")}>{row.presenter}</td>
    </tr>
  );
}
