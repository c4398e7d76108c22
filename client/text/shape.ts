// What another language has to have: the keys and arguments of the English sentences, with any words. Types only.

/** English is the shape of every language, so a sentence that is missing is a type error. */
export type InAnyLanguage<T> = T extends string
  ? string
  : T extends (...args: infer Args) => infer Result
    ? (...args: Args) => InAnyLanguage<Result>
    : { readonly [Key in keyof T]: InAnyLanguage<T[Key]> };
