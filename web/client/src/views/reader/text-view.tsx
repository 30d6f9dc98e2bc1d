/** The words of the page as running text: at any size, for a narrow window, and for those who listen. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { paragraphs, type Line } from "../../core/words";
import { currentId, label } from "../../state/bundle";
import { t } from "../../state/language";
import { textOpen } from "../../state/panels";
import { Icon } from "./icons";
import { wordsOf } from "./stage/words-store";

export function TextView() {
  const lines = useSignal<readonly Line[] | null>(null);
  useSignalEffect(() => {
    const page = currentId.value;
    lines.value = null;
    if (page !== undefined) void wordsOf(page).then((found) => page === currentId.peek() && (lines.value = found));
  });
  return (
    <section class="text-view" aria-label={t("reader.text.of", { label: label.value })} tabIndex={0}>
      <div class="text-view__head">
        <h2>{t("reader.page", { label: label.value })}</h2>
        <button type="button" class="press" title={t("reader.close")} onClick={() => (textOpen.value = false)}>
          <Icon name="close" /><span class="only-heard">{t("reader.close")}</span>
        </button>
      </div>
      {lines.value?.length === 0 && <p class="quiet">{t("reader.no_words")}</p>}
      {paragraphs(lines.value ?? []).map((text, n) => <p key={n}>{text}</p>)}
    </section>
  );
}
