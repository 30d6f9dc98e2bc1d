/** A sentence set apart. A `bad` one is read out at once, for it answers what the person has just done. */
import type { ComponentChildren } from "preact";

interface Props {
  readonly look?: "plain" | "good" | "warn" | "bad";
  readonly title?: string;
  readonly wide?: boolean;
  readonly children?: ComponentChildren;
}

export function Notice({ look = "plain", title, wide = false, children }: Props) {
  const names = ["notice", look === "plain" ? "" : `notice--${look}`, wide ? "notice--wide" : ""].filter(Boolean).join(" ");
  return (
    <div class={names} {...(look === "bad" ? { role: "alert" as const } : {})}>
      {title && <p class="notice__title">{title}</p>}
      {children}
    </div>
  );
}
