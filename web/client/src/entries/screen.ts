/** A screen in a courtroom: shows what is presented and nothing else. Holds no other code of the client. */
export {};
