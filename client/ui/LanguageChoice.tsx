// Chooses the language of this page: a round button over a native list, or a row with its label. Each language is named in itself.
import './language-choice.css';
import { Languages } from 'lucide-react';
import { LANGUAGES, type Language } from '../text/choice.ts';
import { common } from '../text/sentences.ts';
import { changeLanguage, useLanguage } from './language.ts';

const EACH = Object.entries(LANGUAGES);

export function LanguageChoice({ look }: { readonly look: 'round' | 'row' }) {
  const language = useLanguage();
  return (
    <label className="language" data-look={look}>
      <Languages size={22} aria-hidden />
      <span className={look === 'round' ? 'sr-only' : undefined}>{common.language}</span>
      <select value={language} onChange={({ target }) => void changeLanguage(target.value as Language)}>
        {EACH.map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
