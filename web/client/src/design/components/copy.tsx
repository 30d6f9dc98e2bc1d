/** Something to be carried elsewhere: shown whole, selected on focus, copied with one press. */
import { useSignal } from "@preact/signals";
import { Button } from "./button";
import { TextShown } from "./shown";
import { Icon } from "./icon";
import { say } from "./said";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly copy: string;
  readonly copied: string;
}

export function CopyField({ label, value, copy, copied }: Props) {
  const done = useSignal(false);
  const press = async () => {
    done.value = await put(value);
    if (done.value) say(copied);
  };
  return (
    <div class="row row--end">
      <TextShown label={label} value={value} />
      <Button look="second" onClick={() => void press()}><Icon name="copy" />{done.value ? copied : copy}</Button>
    </div>
  );
}

/** The clipboard needs a secure page; on plain http the person copies from the field. */
async function put(value: string): Promise<boolean> {
  if (!navigator.clipboard) return false;
  return navigator.clipboard.writeText(value).then(() => true, () => false);
}
