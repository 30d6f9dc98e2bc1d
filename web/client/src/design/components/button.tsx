/** A button. While `busy` it keeps its place and its focus, says so, and does nothing again. */
import type { ComponentChildren, JSX } from "preact";

type Look = "first" | "second" | "danger" | "quiet" | "icon";

interface Props extends Omit<JSX.IntrinsicElements["button"], "class" | "icon"> {
  readonly look?: Look;
  readonly busy?: boolean;
  readonly children?: ComponentChildren;
}

export function buttonClass(look: Look = "first"): string {
  return look === "first" ? "button" : `button button--${look}`;
}

export function Button({ look = "first", busy = false, type = "button", onClick, children, ...rest }: Props) {
  const press: JSX.IntrinsicElements["button"]["onClick"] = (event) => {
    if (busy) event.preventDefault();
    else onClick?.call(event.currentTarget as never, event);
  };
  return (
    <button {...rest} type={type} class={buttonClass(look)} onClick={press} {...(busy ? { "aria-disabled": "true" } : {})}>
      {children}
    </button>
  );
}
