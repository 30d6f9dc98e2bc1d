/** Ending the hearing: every screen goes dark, so it is asked twice. */
import { useSignal } from "@preact/signals";
import { Dialog } from "../../design/components/dialog";
import { t } from "../../state/language";
import { give } from "./commands";

export function Rise() {
  const asked = useSignal(false);
  return (
    <>
      <button type="button" class="button button--danger" onClick={() => (asked.value = true)}>{t("presenter.rise")}</button>
      {asked.value && (
        <Dialog title={t("presenter.rise")} closeLabel={t("reader.close")} onClose={() => (asked.value = false)}>
          <div class="stack">
            <p>{t("presenter.rise_asked")}</p>
            <div class="row">
              <button type="button" class="button button--danger" onClick={() => { asked.value = false; void give({ type: "rise" }); }}>
                {t("presenter.rise")}
              </button>
              <button type="button" class="button button--second" onClick={() => (asked.value = false)}>{t("marks.drop")}</button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
