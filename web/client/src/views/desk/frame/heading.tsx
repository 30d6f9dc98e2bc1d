/** The heading of a view. It names the page, and takes the focus when the person comes to it, so that it is read first. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../state/language";
import { moves } from "./routes";

interface Props {
  readonly title: string;
  readonly children?: ComponentChildren;
}

export function Heading({ title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (moves.peek() > 0 && !document.querySelector("dialog[open]")) heading.current?.focus({ preventScroll: true });
  }, [moves.value]);
  useEffect(() => {
    document.title = t("desk.title", { page: title });
  }, [title, document.documentElement.lang]);
  return (
    <div class="heading">
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {children}
    </div>
  );
}
