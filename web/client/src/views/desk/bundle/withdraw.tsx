/** Withdrawing a document: gone for the other side at once, with a reason that is kept. */
import { useSignal } from "@preact/signals";
import { api } from "../../../api/client";
import { Button } from "../../../design/components/button";
import { Dialog } from "../../../design/components/dialog";
import { AreaField } from "../../../design/components/field";
import { Notice } from "../../../design/components/notice";
import { say } from "../../../design/components/said";
import { t } from "../../../state/language";
import { useActing } from "../frame/acting";
import type { DocumentProps } from "./document";

interface Props extends DocumentProps {
  readonly onClose: () => void;
}

export function WithdrawDialog({ row, again, onClose }: Props) {
  const reason = useSignal("");
  const missing = useSignal(false);
  const { busy, refusal, act } = useActing();
  const submit = async (event: Event) => {
    event.preventDefault();
    missing.value = !reason.value.trim();
    if (missing.value) return;
    const went = await act(async () => {
      await api.post(`/documents/${row.id}/withdraw`, { reason: reason.value.trim() });
      await again();
    });
    if (!went) return;
    say(t("desk.withdraw.done", { title: row.title }));
    onClose();
  };
  return (
    <Dialog title={t("desk.withdraw.title", { title: row.title })} closeLabel={t("desk.cancel")} onClose={onClose}>
      <form class="form" onSubmit={(event) => void submit(event)} noValidate>
        {refusal.value && <Notice look="bad"><p>{refusal}</p></Notice>}
        <p>{row.published ? t("desk.withdraw.what_published") : t("desk.withdraw.what")}</p>
        <AreaField label={t("desk.withdraw.reason")} hint={t("desk.withdraw.hint")} maxLength={1000} value={reason.value}
          error={missing.value ? t("desk.withdraw.missing") : undefined} onText={(text) => (reason.value = text)} />
        <div class="row">
          <Button type="submit" look="danger" busy={busy.value}>{t("desk.document.withdraw")}</Button>
          <Button look="quiet" onClick={onClose}>{t("desk.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
