/** One hearing: going to it, its screens, rising, and the record of what was shown. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import type { CaseHome, Hearing } from "../../../api/shapes";
import { Button, buttonClass } from "../../../design/components/button";
import { Dialog } from "../../../design/components/dialog";
import { Notice } from "../../../design/components/notice";
import { Tag } from "../../../design/components/tag";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import { Loaded, useLoaded } from "../frame/loading";
import { caseAddress, readerAddress } from "../frame/addresses";
import { said } from "./hearings";
import { RecordPanel } from "./record";
import { ScreensPanel } from "./screens";

interface Props {
  readonly home: CaseHome;
  readonly id: string;
}

export function HearingView({ home, id }: Props) {
  const hearing = useLoaded(id, () => api.get<Hearing>(`/hearings/${id}`));
  return (
    <>
      <p><a href={caseAddress(home.id, "hearings")}>{t("desk.hearings.all")}</a></p>
      <Loaded of={hearing}>{(value) => <HearingPanels home={home} hearing={value} again={hearing.again} />}</Loaded>
    </>
  );
}

export interface PanelProps {
  readonly home: CaseHome;
  readonly hearing: Hearing;
  readonly again: () => Promise<void>;
}

export const presentAddress = (caseId: string): string => `${readerAddress(caseId)}?present=1`;

function HearingPanels(props: PanelProps) {
  const { home, hearing } = props;
  const on = hearing.risen_at === null;
  const runs = home.acts.includes("run_hearing");
  return (
    <>
      <section class="panel" aria-labelledby="hearing">
        <div class="row row--apart">
          <h2 id="hearing">{hearing.title}</h2>
          {on && <Tag look="live">{t("desk.hearing_now")}</Tag>}
        </div>
        <p class="quiet">{said(hearing)}</p>
        {on && (
          <div class="row">
            <a class={buttonClass()} href={presentAddress(home.id)}>{t("desk.hearings.go")}</a>
            {runs && <Rise {...props} />}
          </div>
        )}
      </section>
      {runs && <ScreensPanel {...props} />}
      {home.acts.includes("read_record") && <RecordPanel {...props} />}
    </>
  );
}

function Rise({ hearing, again }: PanelProps) {
  const asking = useSignal(false);
  const { busy, refusal, act } = useActing();
  const rise = async () => {
    const went = await act(async () => {
      await api.post(`/hearings/${hearing.id}/rise`);
      await again();
    });
    if (went) asking.value = false;
  };
  return (
    <>
      <Button look="second" onClick={() => (asking.value = true)}>{t("desk.hearings.rise")}</Button>
      {asking.value && (
        <Dialog title={t("desk.hearings.rise_ask")} closeLabel={t("desk.cancel")} onClose={() => (asking.value = false)}>
          <div class="stack">
            {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
            <p>{t("desk.hearings.rise_what")}</p>
            <div class="row">
              <Button look="danger" busy={busy.value} onClick={() => void rise()}>{t("desk.hearings.rise")}</Button>
              <Button look="quiet" onClick={() => (asking.value = false)}>{t("desk.cancel")}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
