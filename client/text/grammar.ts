// What a language does with numbers, lists and plurals, by the platform's own tables (Intl). Knows no sentence.

/** A phrase for each plural form that the language has; `other` for all the rest. */
export type Forms = { readonly [form in Exclude<Intl.LDMLPluralRule, 'other'>]?: string } & { readonly other: string };

export interface Grammar {
  readonly number: (value: number) => string;
  /** `percent` is 0 to 100. */
  readonly percent: (percent: number) => string;
  /** "a", "a and b", "a, b and c". */
  readonly list: (words: readonly string[]) => string;
  readonly plural: (n: number, forms: Forms) => string;
}

export function createGrammar(locale: string): Grammar {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const rules = new Intl.PluralRules(locale);
  return {
    number: numbers.format,
    percent: (percent) => percents.format(percent / 100),
    list: (words) => lists.format(words),
    plural: (n, forms) => forms[rules.select(n)] ?? forms.other,
  };
}
