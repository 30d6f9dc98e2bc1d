/** One file on its way: how far it is, and what can be done about it. When it is filed, the document takes this row's place. */
import { Button } from "../../../design/components/button";
import { Progress } from "../../../design/components/progress";
import { Tag } from "../../../design/components/tag";
import { t, type Key } from "../../../state/language";
import { sent, size } from "../frame/words";
import { drop, goOn, retry, type Item, type Stage } from "./queue";

const WORDS: Readonly<Record<Stage, Key>> = {
  waiting: "desk.upload.waiting",
  sending: "desk.upload.sending",
  held: "desk.upload.held",
  refused: "desk.upload.refused",
  missing: "desk.upload.missing",
  filed: "desk.upload.arrived",
};

const UNSENT: readonly Stage[] = ["waiting", "refused"];

export function UploadRow({ item }: { readonly item: Item }) {
  const stopped = item.stage === "held" || item.stage === "missing";
  return (
    <li class="document document--coming" data-stage={item.stage}>
      <div class="document__what">
        <p class="document__title row">
          {item.filename}
          <Tag look={item.stage === "refused" ? "bad" : stopped ? "warn" : "plain"}>{t(WORDS[item.stage])}</Tag>
        </p>
        {item.stage === "missing" && <p>{t("desk.upload.choose_again", { sent: size(item.sent) })}</p>}
        {item.sentence && <p class="field__error">{item.sentence}</p>}
        <div class="document__state">
          {item.stage !== "refused" && (
            <Progress label={t("desk.upload.progress", { name: item.filename })} value={item.sent} of={item.size} held={stopped} />
          )}
          <span class="quiet small">{UNSENT.includes(item.stage) ? size(item.size) : sent(item.sent, item.size)}</span>
        </div>
      </div>
      <UploadActs item={item} />
    </li>
  );
}

function UploadActs({ item }: { readonly item: Item }) {
  if (item.stage === "filed") return null;
  return (
    <div class="document__acts">
      {item.stage === "missing" && <SameFile item={item} />}
      {item.stage === "refused" && item.again && (
        <Button look="quiet" aria-label={t("desk.upload.retry_named", { name: item.filename })} onClick={() => retry(item)}>
          {t("desk.again")}
        </Button>
      )}
      {item.stage === "refused" ? (
        <Button look="quiet" aria-label={t("desk.upload.clear_named", { name: item.filename })} onClick={() => drop(item)}>
          {t("desk.upload.clear")}
        </Button>
      ) : (
        <Button look="quiet" aria-label={t("desk.upload.drop_named", { name: item.filename })} onClick={() => drop(item)}>
          {t("desk.cancel")}
        </Button>
      )}
    </div>
  );
}

function SameFile({ item }: { readonly item: Item }) {
  const picked = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file) goOn(item, file);
    input.value = "";
  };
  return (
    <label class="button button--second button--file">
      {t("desk.upload.choose")}
      <input class="only-heard" type="file" aria-label={t("desk.upload.choose_named", { name: item.filename })}
        onChange={(event) => picked(event.currentTarget)} />
    </label>
  );
}
