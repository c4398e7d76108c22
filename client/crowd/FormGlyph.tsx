// The four turns of the music as signs: what the sound does, drawn as a line of loudness over time. Decoration beside the name.
import type { CrowdForm } from '../graphql/generated/graphql.ts';

const LINES: Readonly<Record<CrowdForm, string>> = {
  DROP: 'M3 19 12 8v-4M12 8v13h9',
  BREAKDOWN: 'M3 6h5v11h7V6h6',
  KEY_LIFT: 'M3 18h5v-6h7V6h6M18 3l3 3-3 3',
  HALF_TIME: 'M4 7v10M8 10v4M14 7v10M20 10v4',
};

export function FormGlyph({ form }: { readonly form: CrowdForm }) {
  return (
    <svg className="form-glyph" viewBox="0 0 24 24" aria-hidden="true">
      <path d={LINES[form]} />
    </svg>
  );
}
