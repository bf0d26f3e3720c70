/** What a message says in each language that the server speaks. */
export interface Wording {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Wording;
