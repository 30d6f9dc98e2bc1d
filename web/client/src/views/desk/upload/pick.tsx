/** Choosing files or a folder: what the keyboard does instead of dragging. */
import type { Ref } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../../../design/components/button";
import { t } from "../../../state/language";
import { filesOf } from "./dropped";

interface Props {
  readonly section: string;
  readonly onFiles: (files: readonly File[]) => void;
}

export function Pick({ section, onFiles }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <div class="row">
      <Button look="second" aria-label={t("desk.upload.add_named", { section })} onClick={() => files.current?.click()}>
        {t("desk.upload.add")}
      </Button>
      <Button look="quiet" aria-label={t("desk.upload.add_folder_named", { section })} onClick={() => folder.current?.click()}>
        {t("desk.upload.add_folder")}
      </Button>
      <Chooser chooser={files} onFiles={onFiles} />
      <Chooser chooser={folder} onFiles={onFiles} whole />
    </div>
  );
}

interface ChooserProps {
  readonly chooser: Ref<HTMLInputElement>;
  readonly whole?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Hidden from everyone: its button stands for it. */
function Chooser({ chooser, whole = false, onFiles }: ChooserProps) {
  const picked = (input: HTMLInputElement) => {
    const chosen = filesOf(input.files);
    if (chosen.length) onFiles(chosen);
    input.value = "";
  };
  return (
    <input ref={chooser} type="file" multiple hidden {...(whole ? { webkitdirectory: true } : {})}
      onChange={(event) => picked(event.currentTarget)} />
  );
}
