// Where we stand with the room, as a shape and a word: never a lone colour. Cream when well, ember when not.
import './connection-word.css';

export type Standing = 'in-time' | 'catching-up' | 'finding' | 'house-band' | 'silent' | 'ended';

const SHAPES: Readonly<Record<Standing, string>> = {
  'in-time': 'M10 4.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11Z',
  'catching-up': '',
  finding: '',
  'house-band': 'M4.5 3.5h3.6v13H4.5ZM11.9 3.5h3.6v13h-3.6Z',
  silent: '',
  ended: 'M3 8.5h14v3H3Z',
};

interface ConnectionWordProps {
  readonly standing: Standing;
  readonly words: string;
}

export function ConnectionWord({ standing, words }: ConnectionWordProps) {
  const isTrouble = standing === 'finding' || standing === 'house-band';
  return (
    <span className="connection-word" data-trouble={isTrouble || undefined}>
      <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false" data-turning={standing === 'finding' || undefined}>
        {standing === 'silent' && <circle cx="10" cy="10" r="6" fill="none" stroke="currentColor" strokeWidth="3.2" />}
        {standing === 'catching-up' && (
          <>
            <path d="M10 3a7 7 0 0 1 0 14" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
            <circle cx="8" cy="10" r="2.4" fill="currentColor" />
          </>
        )}
        {standing === 'finding' && (
          <path d="M5 15.5A7 7 0 1 1 15 15.5" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
        )}
        {SHAPES[standing] !== '' && <path d={SHAPES[standing]} fill="currentColor" />}
      </svg>
      {words}
    </span>
  );
}
