/** The shapes of the HTTP API under their own names. Generated from the server's OpenAPI document; nothing is typed by hand here. */
export type * from "./schema";
