/** Words for things that have several sentences by kind: layers, audiences, colours, refusals. */
import type { LayerKind } from "../../api/shapes";
import type { Refusal } from "../../api/client";
import { t } from "../../state/language";

export const LAYER_WORDS: Readonly<Record<LayerKind, () => string>> = {
  mine: () => t("marks.layer.mine"),
  team: () => t("marks.layer.team"),
  everyone: () => t("marks.layer.everyone"),
};

export const LAYER_HINTS: Readonly<Record<LayerKind, () => string>> = {
  mine: () => t("marks.layer.mine_hint"),
  team: () => t("marks.layer.team_hint"),
  everyone: () => t("marks.layer.everyone_hint"),
};

export const COLOUR_WORDS = {
  yellow: () => t("marks.colour.yellow"),
  green: () => t("marks.colour.green"),
  blue: () => t("marks.colour.blue"),
  pink: () => t("marks.colour.pink"),
  orange: () => t("marks.colour.orange"),
} as const;

/** The sentence of a refusal; when the server could not be reached, ours. */
export const sentenceOf = (refusal: Refusal): string => refusal.problem?.detail ?? t("reader.unreachable");
