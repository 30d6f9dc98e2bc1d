/** A state in a word or two. */
interface Props {
  readonly look?: "plain" | "good" | "warn" | "bad" | "live";
  readonly children: string;
}

export function Tag({ look = "plain", children }: Props) {
  return <span class={look === "plain" ? "tag" : `tag tag--${look}`}>{children}</span>;
}
